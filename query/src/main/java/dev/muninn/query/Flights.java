package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one query of a line compute what others of the same line wait for. */
final class Flights {

    /** How often one that waits looks whether it is still wanted. */
    private static final long CHECK_MILLIS = 10;

    /** A query that computes, and how it ended; the fields are set before the latch opens. */
    static final class Flight {

        private final long first;
        private final long last;
        private final CountDownLatch isOver = new CountDownLatch(1);
        private @Nullable QueryResult result;
        private @Nullable MuninnException failure;

        Flight(long first, long last) {
            this.first = first;
            this.last = last;
        }

        void succeeded(QueryResult with) {
            result = with;
        }

        void failed(MuninnException with) {
            failure = with;
        }

        /** Waits for the end, or until the caller goes or the time is over. */
        void await(QueryCall call, long deadlineNanos, Clock clock) {
            try {
                while (!isOver.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (call.isCancelled().getAsBoolean()) {
                        throw new MuninnException(
                                MuninnException.Kind.CANCELLED,
                                "query was canceled while it waited for an equal one");
                    }
                    if (clock.nanos() - deadlineNanos >= 0) {
                        throw new MuninnException(
                                MuninnException.Kind.TIMEOUT,
                                "query timed out while it waited for an equal one: ask for less,"
                                        + " or raise query.timeout");
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MuninnException(
                        MuninnException.Kind.CANCELLED,
                        "query was canceled while it waited for an equal one",
                        e);
            }
        }

        /**
         * The answer if it was for the same steps, or null.
         *
         * @throws MuninnException the failure that an equal query will meet too
         */
        @Nullable QueryResult resultFor(long wantedFirst, long wantedLast) {
            if (wantedFirst != first || wantedLast != last) {
                return null;
            }
            MuninnException thrown = failure;
            if (thrown != null && isSameForAll(thrown.kind())) {
                throw new MuninnException(thrown.kind(), String.valueOf(thrown.getMessage()));
            }
            return result;
        }

        private static boolean isSameForAll(MuninnException.Kind kind) {
            return kind != MuninnException.Kind.CANCELLED && kind != MuninnException.Kind.TIMEOUT;
        }
    }

    private final Map<StepLine, Flight> running = new ConcurrentHashMap<>();

    /** Takes off, or tells who is in the air already. */
    @Nullable Flight start(StepLine line, Flight flight) {
        return running.putIfAbsent(line, flight);
    }

    void end(StepLine line, Flight flight) {
        running.remove(line, flight);
        flight.isOver.countDown();
    }
}
