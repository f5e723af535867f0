package dev.muninn.alert.notify;

import dev.muninn.alert.journal.JournalRow;
import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in their order, and keeps those that the database does not take until it does: people
 * are told whether or not it can be written down. Safe for use by many threads.
 */
final class JournalRows implements AutoCloseable {

    /*
     * A transaction waits for the disk. The first who comes while another writes waits for the next
     * turn, in which all that have come by then is written in one; the others wait for its end and
     * go on together. If each had to take a turn, whoever writes much would leave hardly any to the
     * others. Where the database answers but refuses a batch, its rows are written one by one, and
     * the one at fault is given up: it must not hold up all that come after it.
     */

    private static final System.Logger LOGGER = System.getLogger(JournalRows.class.getName());

    /** Memory for a day without a database; the oldest rows go first. */
    private static final int MAX_ROWS = 100_000;

    private static final int ROWS_PER_WRITE = 1_000;

    /** Two writers that meet do not meet again and again. */
    private static final int TRIES = 3;

    private final Consumer<List<JournalRow>> journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turnIsFree = lock.newCondition();
    private final Deque<JournalRow> rows = new ArrayDeque<>();
    private final LongAdder lost = new LongAdder();
    private long added;
    private long removed;

    /** Those behind the one up to the other were last forgotten, not written. */
    private long forgottenAfter;

    private long forgottenUpTo;

    /** Whether it is somebody's turn to write, without the lock. */
    private boolean isWriting;

    /** Of whoever waits for the next turn, and of those who wait for its end. */
    private @Nullable Turn next;

    /** Confined to whose turn it is. */
    private boolean isLate;

    /** Guarded by the lock. */
    private static final class Turn {
        private final Condition end;
        private boolean isOver;

        Turn(Condition end) {
            this.end = end;
        }
    }

    /**
     * @param journal writes rows, all or none; throws if it does not
     */
    JournalRows(Consumer<List<JournalRow>> journal) {
        this.journal = journal;
    }

    boolean write(JournalRow row) {
        return write(List.of(row));
    }

    /**
     * Returns whether the rows are on the disk; if not, they wait for a database that does not take
     * them.
     */
    boolean write(List<? extends JournalRow> more) {
        long mine;
        Turn turn;
        lock.lock();
        try {
            rows.addAll(more);
            added += more.size();
            mine = added;
            if (next != null) {
                return isWrittenIn(next, mine);
            }
            turn = new Turn(lock.newCondition());
            next = turn;
            awaitTurn();
            isWriting = true;
            next = null;
        } finally {
            lock.unlock();
        }
        try {
            writeAll();
        } finally {
            end(turn);
        }
        lock.lock();
        try {
            return isWritten(mine);
        } finally {
            lock.unlock();
        }
    }

    private void end(Turn turn) {
        lock.lock();
        try {
            turn.isOver = true;
            turn.end.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWrittenIn(Turn turn, long mine) {
        while (!turn.isOver) {
            turn.end.awaitUninterruptibly();
        }
        return isWritten(mine);
    }

    private void awaitTurn() {
        while (isWriting) {
            turnIsFree.awaitUninterruptibly();
        }
    }

    private boolean isWritten(long number) {
        boolean isForgotten = number > forgottenAfter && number <= forgottenUpTo;
        return number <= removed && !isForgotten;
    }

    /** Tries again to write what waits; returns whether all is on the disk. */
    boolean retry() {
        lock.lock();
        try {
            awaitTurn();
            isWriting = true;
        } finally {
            lock.unlock();
        }
        writeAll();
        return size() == 0;
    }

    /** Writes what is there now, in the turn of the caller, and ends it. */
    private void writeAll() {
        long upTo = addedSoFar();
        try {
            for (List<JournalRow> batch = first(upTo); !batch.isEmpty(); batch = first(upTo)) {
                save(batch);
            }
            if (isLate) {
                isLate = false;
                LOGGER.log(System.Logger.Level.INFO, "notifications are written down again");
            }
        } catch (MuninnException e) {
            if (!isLate) {
                isLate = true;
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "notifications go on but are not written down: {0}",
                        e.getMessage());
            }
            remove(size() - MAX_ROWS);
        } finally {
            endTurn();
        }
    }

    private void save(List<JournalRow> batch) {
        try {
            journal.accept(batch);
            remove(batch.size());
        } catch (RuntimeException e) {
            if (isAway(e)) {
                throw e;
            }
            batch.forEach(this::saveAlone);
        }
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof MuninnException own && own.kind() == MuninnException.Kind.UNAVAILABLE;
    }

    private void saveAlone(JournalRow row) {
        RuntimeException refusal = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                journal.accept(List.of(row));
                remove(1);
                return;
            } catch (RuntimeException e) {
                if (isAway(e)) {
                    throw e;
                }
                refusal = e;
            }
        }
        LOGGER.log(
                System.Logger.Level.ERROR,
                "given up, the database refuses it: " + row.about(),
                refusal);
        lost.increment();
        remove(1);
    }

    private void endTurn() {
        lock.lock();
        try {
            isWriting = false;
            turnIsFree.signal();
        } finally {
            lock.unlock();
        }
    }

    private long addedSoFar() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** The next rows, if one of them is not behind the given one. */
    private List<JournalRow> first(long upTo) {
        lock.lock();
        try {
            return removed >= upTo ? List.of() : rows.stream().limit(ROWS_PER_WRITE).toList();
        } finally {
            lock.unlock();
        }
    }

    private void remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                rows.removeFirst();
                removed++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits: another process writes from now on. */
    void clear() {
        lock.lock();
        try {
            awaitTurn();
            rows.clear();
            forgottenAfter = removed;
            forgottenUpTo = added;
            removed = added;
            turnIsFree.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Rows that were given up, because the database refused what is in them. */
    long lost() {
        return lost.sum();
    }

    /** Rows that wait for the database. */
    int size() {
        lock.lock();
        try {
            return rows.size();
        } finally {
            lock.unlock();
        }
    }

    /** One more try for what is still there. */
    @Override
    public void close() {
        var _ = retry();
    }
}
