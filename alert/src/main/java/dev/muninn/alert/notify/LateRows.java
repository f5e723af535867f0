package dev.muninn.alert.notify;

import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes rows in their order, and keeps those that the database does not take until it does: people
 * are told whether or not it can be written down. Safe for use by many threads.
 */
final class LateRows implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(LateRows.class.getName());

    /** Memory for a day without a database; the oldest rows go first. */
    private static final int MAX_ROWS = 100_000;

    private final Deque<Runnable> rows = new ArrayDeque<>();

    synchronized void write(Runnable row) {
        boolean wasLate = !rows.isEmpty();
        rows.add(row);
        while (!rows.isEmpty()) {
            try {
                rows.getFirst().run();
                rows.removeFirst();
            } catch (MuninnException e) {
                if (!wasLate) {
                    LOGGER.log(
                            System.Logger.Level.WARNING,
                            "notifications go on but are not written down: {0}",
                            e.getMessage());
                }
                if (rows.size() > MAX_ROWS) {
                    rows.removeFirst();
                }
                return;
            }
        }
        if (wasLate) {
            LOGGER.log(System.Logger.Level.INFO, "notifications are written down again");
        }
    }

    synchronized int size() {
        return rows.size();
    }

    /** One more try for what is still there. */
    @Override
    public synchronized void close() {
        if (!rows.isEmpty()) {
            write(() -> {});
        }
    }
}
