package dev.muninn.alert.notify;

import dev.muninn.alert.journal.JournalRow;
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
     * A transaction waits for the disk. Whoever holds the lock writes all rows that have come
     * meanwhile in one; those who waited for it find that theirs are among them. Where the database
     * answers but refuses a batch, its rows are written one by one, and the one at fault is given
     * up: it must not hold up all that come after it.
     */

    private static final System.Logger LOGGER = System.getLogger(JournalRows.class.getName());

    /** Memory for a day without a database; the oldest rows go first. */
    private static final int MAX_ROWS = 100_000;

    private static final int ROWS_PER_WRITE = 1_000;

    /** Two writers that meet do not meet again and again. */
    private static final int TRIES = 3;

    private final Consumer<List<JournalRow>> journal;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<JournalRow> rows = new ArrayDeque<>();
    private final LongAdder lost = new LongAdder();
    private long added;
    private long removed;

    /** Those behind the one up to the other were last forgotten, not written. */
    private long forgottenAfter;

    private long forgottenUpTo;

    private long tried;
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
        synchronized (rows) {
            rows.addAll(more);
            added += more.size();
            mine = added;
        }
        writing.lock();
        try {
            if (tried < mine) {
                synchronized (rows) {
                    tried = added;
                }
                writeAll();
            }
            return isWritten(mine);
        } finally {
            writing.unlock();
        }
    }

    /** Tries again to write what waits; returns whether all is on the disk. */
    boolean retry() {
        writing.lock();
        try {
            writeAll();
            return size() == 0;
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        List<JournalRow> batch = first();
        try {
            while (!batch.isEmpty()) {
                save(batch);
                batch = first();
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
            return;
        }
        if (isLate) {
            isLate = false;
            LOGGER.log(System.Logger.Level.INFO, "notifications are written down again");
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

    private List<JournalRow> first() {
        synchronized (rows) {
            return rows.stream().limit(ROWS_PER_WRITE).toList();
        }
    }

    private void remove(int count) {
        synchronized (rows) {
            for (int i = 0; i < count; i++) {
                rows.removeFirst();
                removed++;
            }
        }
    }

    private boolean isWritten(long number) {
        synchronized (rows) {
            boolean isForgotten = number > forgottenAfter && number <= forgottenUpTo;
            return number <= removed && !isForgotten;
        }
    }

    /** Forgets what waits: another process writes from now on. */
    void clear() {
        writing.lock();
        try {
            synchronized (rows) {
                rows.clear();
                forgottenAfter = removed;
                forgottenUpTo = added;
                removed = added;
            }
        } finally {
            writing.unlock();
        }
    }

    /** Rows that were given up, because the database refused what is in them. */
    long lost() {
        return lost.sum();
    }

    /** Rows that wait for the database. */
    int size() {
        synchronized (rows) {
            return rows.size();
        }
    }

    /** One more try for what is still there. */
    @Override
    public void close() {
        writing.lock();
        try {
            writeAll();
        } finally {
            writing.unlock();
        }
    }
}
