package dev.muninn.query.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.testkit.ManualClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

    /** Due in an hour, so that no slice goes on without a turn. */
    private static final int HOUR_OF_SERIES = 36_000_000;

    private final Turns turns = new Turns(2, new ManualClock(0));

    @Test
    void returnsSlicesInOrder() {
        try (Workers workers = Workers.open(3, turns)) {
            assertThat(workers.run(10, 3, (from, to) -> from + "-" + to))
                    .containsExactly("0-3", "3-6", "6-9", "9-10");
        }
    }

    @Test
    void runsSmallWorkOnTheCallersThread() {
        try (Workers workers = Workers.open(3, turns)) {
            assertThat(workers.run(2, 3, (from, to) -> Thread.currentThread()))
                    .containsExactly(Thread.currentThread());
        }
    }

    @Test
    void throwsTheFailureOfASlice() {
        try (Workers workers = Workers.open(2, turns)) {
            assertThatThrownBy(
                            () ->
                                    workers.run(
                                            100,
                                            1,
                                            (from, to) -> {
                                                throw new IllegalStateException("slice " + from);
                                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("slice");
        }
    }

    @Test
    void runsNoMoreSlicesAtATimeThanThereAreTurns() {
        AtomicInteger running = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        try (Workers workers = Workers.open(7, turns)) {
            workers.run(
                    HOUR_OF_SERIES,
                    HOUR_OF_SERIES / 1_000,
                    (from, to) -> {
                        seen.add(running.incrementAndGet());
                        Thread.onSpinWait();
                        return running.decrementAndGet();
                    });
        }
        assertThat(seen).isSubsetOf(1, 2);
    }

    @Test
    void givesTurnsBackWhenASliceFails() {
        try (Workers workers = Workers.open(1, turns)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(
                                () ->
                                        workers.run(
                                                2,
                                                1,
                                                (from, to) -> {
                                                    throw new IllegalStateException("slice");
                                                }))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
        assertThat(turns.free()).isEqualTo(2);
    }

    @Test
    void runsWorkWithinASliceOnItsThreadAndInItsTurn() {
        try (Workers workers = Workers.open(3, turns)) {
            List<List<Boolean>> alone =
                    workers.run(
                            HOUR_OF_SERIES,
                            HOUR_OF_SERIES / 10,
                            (from, to) -> {
                                long outer = Thread.currentThread().threadId();
                                return workers.run(
                                        HOUR_OF_SERIES,
                                        HOUR_OF_SERIES / 10,
                                        (innerFrom, innerTo) ->
                                                Thread.currentThread().threadId() == outer
                                                        && turns.isMine());
                            });
            assertThat(alone)
                    .hasSize(10)
                    .allSatisfy(inner -> assertThat(inner).hasSize(10).containsOnly(true));
        }
        assertThat(turns.free()).isEqualTo(2);
    }

    @Test
    void returnsSlicesWithinASliceInOrder() {
        try (Workers workers = Workers.open(1, turns)) {
            assertThat(workers.run(2, 1, (from, to) -> workers.run(5, 2, (a, b) -> a + "-" + b)))
                    .containsExactly(List.of("0-2", "2-4", "4-5"), List.of("0-2", "2-4", "4-5"));
        }
    }
}
