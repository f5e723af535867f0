package dev.muninn.query.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void returnsSlicesInOrder() {
        try (Workers workers = Workers.open(3)) {
            assertThat(workers.run(10, 3, (from, to) -> from + "-" + to))
                    .containsExactly("0-3", "3-6", "6-9", "9-10");
        }
    }

    @Test
    void runsSmallWorkOnTheCallersThread() {
        try (Workers workers = Workers.open(3)) {
            assertThat(workers.run(2, 3, (from, to) -> Thread.currentThread()))
                    .containsExactly(Thread.currentThread());
        }
    }

    @Test
    void throwsTheFailureOfASlice() {
        try (Workers workers = Workers.open(2)) {
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
}
