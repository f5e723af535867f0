package dev.muninn.query.eval.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Turns turns = new Turns(1, new ManualClock(0));

    private static Budget budget() {
        return new Budget(
                new Budget.Limits(Long.MAX_VALUE, 1, 1),
                new SharedMemory(1),
                new ManualClock(0),
                60_000,
                () -> false);
    }

    @Test
    void aQueryThatReadsALotMakesRoomForOthers() throws InterruptedException {
        Lanes lanes = new Lanes(1, 1, 10, turns);
        Budget large = budget();
        Lanes.Place place = lanes.enter("", large);
        large.runsIn(place);
        CountDownLatch isIn = new CountDownLatch(1);
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (Lanes.Place quick = lanes.enter("", budget())) {
                                        assertThat(quick).isNotNull();
                                        isIn.countDown();
                                    }
                                });
        while (lanes.queued() == 0) {
            Thread.onSpinWait();
        }

        large.addSamples(50_000_000);
        isIn.await();
        waiting.join();

        assertThat(lanes.running()).isEqualTo(1);
        place.close();
        assertThat(lanes.running()).isZero();
    }

    @Test
    void onlySoManyLargeQueriesGoOnAtATime() throws InterruptedException {
        Lanes lanes = new Lanes(2, 1, 10, turns);
        Budget first = budget();
        Lanes.Place place = lanes.enter("", first);
        first.runsIn(place);
        first.addSamples(50_000_000);
        Thread second =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Budget budget = budget();
                                    try (Lanes.Place other = lanes.enter("", budget)) {
                                        budget.runsIn(other);
                                        budget.addSamples(50_000_000);
                                    }
                                });
        while (lanes.queued() == 0) {
            Thread.onSpinWait();
        }

        assertThat(lanes.running()).isEqualTo(1);
        place.close();
        second.join();
        assertThat(lanes.running()).isZero();
    }

    @Test
    void aQueryThatChangesLanesGivesItsTurnToOthers() {
        Lanes lanes = new Lanes(1, 1, 10, turns);
        Budget budget = budget();
        try (Lanes.Place place = lanes.enter("", budget)) {
            budget.runsIn(place);
            turns.enter(turns.due(1));
            budget.addSamples(1_000);
            assertThat(turns.free()).isZero();
            budget.addSamples(50_000_000);
            assertThat(turns.free()).isEqualTo(1);
        }
    }
}
