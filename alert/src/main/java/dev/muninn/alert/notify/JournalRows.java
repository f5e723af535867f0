package dev.muninn.alert.notify;

import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.journal.SharedTurns;
import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes rows in their order, and keeps those that the database does not take until it does: people
 * are told whether or not it can be written down. Safe for use by many threads.
 */
final class JournalRows implements AutoCloseable {

    /*
     * A transaction waits for the disk, so rows that come meanwhile are written by the next one.
     * Where the database answers but refuses a batch, its rows are written one by one, and the one
     * at fault is given up: it must not hold up all that come after it.
     */

    private static final System.Logger LOGGER = System.getLogger(JournalRows.class.getName());

    /** Memory for a day without a database; the oldest rows go first. */
    private static final int MAX_ROWS = 100_000;

    private static final int ROWS_PER_WRITE = 1_000;

    /** Two writers that meet do not meet again and again. */
    private static final int TRIES = 3;

    private final Consumer<List<JournalRow>> journal;
    private final SharedTurns turns = new SharedTurns();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<JournalRow> rows = new ArrayDeque<>();
    private final LongAdder lost = new LongAdder();
    private long added;
    private long removed;

    /** Those behind the one up to the other were last forgotten, not written. */
    private long forgottenAfter;

    private long forgottenUpTo;

    /** Confined to whose turn it is. */
    private boolean isLate;

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
        lock.lock();
        try {
            rows.addAll(more);
            added += more.size();
            mine = added;
        } finally {
            lock.unlock();
        }
        turns.share(this::writeAll);
        return isWritten(mine);
    }

    private boolean isWritten(long number) {
        lock.lock();
        try {
            boolean isForgotten = number > forgottenAfter && number <= forgottenUpTo;
            return number <= removed && !isForgotten;
        } finally {
            lock.unlock();
        }
    }

    /** Tries again to write what waits; returns whether all is on the disk. */
    boolean retry() {
        turns.alone(this::writeAll);
        return size() == 0;
    }

    /** Writes what is there now, in the turn of the caller. */
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
        turns.alone(this::forget);
    }

    private void forget() {
        lock.lock();
        try {
            rows.clear();
            forgottenAfter = removed;
            forgottenUpTo = added;
            removed = added;
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
