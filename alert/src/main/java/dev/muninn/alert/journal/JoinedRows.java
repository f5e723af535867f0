package dev.muninn.alert.journal;

import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of callers who come at the same time, written in one transaction. Safe for use by many
 * threads.
 */
final class JoinedRows {

    /** Whoever else writes to the database need not wait for longer than some ten milliseconds. */
    private static final int ROWS_TOGETHER = 1_000;

    private final Consumer<List<Object[]>> transaction;
    private final SharedTurns turns = new SharedTurns();

    /** Guarded by itself. */
    private final Deque<Request> waiting = new ArrayDeque<>();

    /** What became of it is noted in a turn, and read behind it. */
    private static final class Request {
        private final List<Object[]> rows;
        private boolean isWritten;
        private @Nullable RuntimeException failure;

        Request(List<Object[]> rows) {
            this.rows = rows;
        }
    }

    /**
     * @param transaction writes rows, all or none; throws if it does not
     */
    JoinedRows(Consumer<List<Object[]>> transaction) {
        this.transaction = transaction;
    }

    /** Returns when the rows are on the disk; throws what their transaction does. */
    void write(List<Object[]> rows) {
        Request mine = new Request(rows);
        synchronized (waiting) {
            waiting.add(mine);
        }
        turns.share(this::writeWaiting);
        if (!mine.isWritten) {
            throw mine.failure == null
                    ? new IllegalStateException("whoever was to write this, too, broke off")
                    : mine.failure;
        }
    }

    private void writeWaiting() {
        for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch, batch.stream().flatMap(one -> one.rows.stream()).toList());
        }
    }

    private List<Request> next() {
        List<Request> batch = new ArrayList<>();
        synchronized (waiting) {
            int rows = 0;
            while (!waiting.isEmpty() && rows < ROWS_TOGETHER) {
                rows += waiting.getFirst().rows.size();
                batch.add(waiting.removeFirst());
            }
        }
        return batch;
    }

    private void write(List<Request> batch, List<Object[]> rows) {
        try {
            transaction.accept(rows);
            batch.forEach(one -> one.isWritten = true);
        } catch (RuntimeException e) {
            boolean isAway =
                    e instanceof MuninnException own
                            && own.kind() == MuninnException.Kind.UNAVAILABLE;
            if (isAway || batch.size() == 1) {
                batch.forEach(one -> one.failure = e);
            } else {
                // What one of them brings must not keep out the others.
                batch.forEach(one -> write(List.of(one), one.rows));
            }
        }
    }
}
