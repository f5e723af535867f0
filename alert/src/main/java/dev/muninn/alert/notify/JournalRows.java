package dev.muninn.alert.notify;

import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes rows in their order, and keeps those that the database does not take until it does: people
 * are told whether or not it can be written down. Safe for use by many threads.
 */
final class JournalRows implements AutoCloseable {

    /*
     * A transaction waits for the disk. Whoever holds the lock writes all rows that have come
     * meanwhile in one; those who waited for it find that theirs are among them.
     */

    private static final System.Logger LOGGER = System.getLogger(JournalRows.class.getName());

    /** Memory for a day without a database; the oldest rows go first. */
    private static final int MAX_ROWS = 100_000;

    private static final int ROWS_PER_WRITE = 1_000;

    private final AlertJournal journal;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<JournalRow> rows = new ArrayDeque<>();
    private long added;
    private long tried;
    private boolean isLate;

    JournalRows(AlertJournal journal) {
        this.journal = journal;
    }

    void write(JournalRow row) {
        write(List.of(row));
    }

    /** Returns when the rows are on the disk, or wait for a database that does not take them. */
    void write(List<? extends JournalRow> more) {
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
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        List<JournalRow> batch = first();
        try {
            while (!batch.isEmpty()) {
                journal.save(batch);
                remove(batch.size());
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

    private List<JournalRow> first() {
        synchronized (rows) {
            return rows.stream().limit(ROWS_PER_WRITE).toList();
        }
    }

    private void remove(int count) {
        synchronized (rows) {
            for (int i = 0; i < count; i++) {
                rows.removeFirst();
            }
        }
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
