package dev.muninn.query.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that is waited for is due in an hour, so that only who leaves can let it in. */
@Timeout(60)
class TurnsTest {

    private static final int AN_HOUR_OF_SERIES = 36_000_000;

    private final ManualClock clock = new ManualClock(0);
    private final Turns turns = new Turns(1, clock);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    /** Starts work that takes a turn and notes when it gets it; returns once it waits. */
    private Thread start(String name, int series) {
        int before = turns.waiting();
        long due = turns.due(series);
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    turns.enter(due);
                                    order.add(name);
                                    turns.leave();
                                });
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void letsOlderWorkOfTheSameSizeGoFirst() throws InterruptedException {
        turns.enter(turns.due(1));
        Thread first = start("first", AN_HOUR_OF_SERIES);
        clock.advance(Duration.ofMillis(1));
        Thread second = start("second", AN_HOUR_OF_SERIES);
        turns.leave();
        first.join();
        second.join();
        assertThat(order).containsExactly("first", "second");
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void letsSmallWorkGoBeforeLargeWork() throws InterruptedException {
        turns.enter(turns.due(1));
        Thread large = start("large", 2 * AN_HOUR_OF_SERIES);
        Thread small = start("small", AN_HOUR_OF_SERIES);
        turns.leave();
        large.join();
        small.join();
        assertThat(order).containsExactly("small", "large");
    }

    @Test
    void letsNobodyWaitLongerThanUntilItsWorkIsDue() throws InterruptedException {
        Thread holder = Thread.ofVirtual().start(() -> turns.enter(turns.due(AN_HOUR_OF_SERIES)));
        holder.join();
        long due = turns.due(1);
        clock.advance(Duration.ofMillis(1));
        turns.enter(due);
        assertThat(turns.waiting()).isZero();
        turns.leave();
        assertThat(turns.free()).as("it had no turn to give back").isZero();
    }

    @Test
    void anInterruptedThreadGoesOnAndStaysInterrupted() throws InterruptedException {
        turns.enter(turns.due(1));
        Thread waiting =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    turns.enter(turns.due(AN_HOUR_OF_SERIES));
                                    order.add("interrupted " + Thread.interrupted());
                                });
        while (turns.waiting() == 0) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        waiting.join();
        assertThat(order).containsExactly("interrupted true");
        turns.leave();
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void givesBackATurnOnce() {
        turns.enter(turns.due(1));
        turns.leave();
        turns.leave();
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void aThreadHasNoSecondTurn() {
        Turns two = new Turns(2, clock);
        two.enter(two.due(1));
        assertThatThrownBy(() -> two.enter(two.due(1))).isInstanceOf(IllegalStateException.class);
        two.leave();
        assertThat(two.free()).isEqualTo(2);
    }
}
