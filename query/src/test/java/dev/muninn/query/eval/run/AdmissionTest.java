package dev.muninn.query.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static Budget budget(AtomicBoolean isCancelled) {
        return new Budget(
                new Budget.Limits(1, 1, 1),
                new SharedMemory(1),
                new ManualClock(0),
                60_000,
                isCancelled::get);
    }

    private static void awaitQueued(Admission admission, int count) {
        while (admission.queued() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void letsWaitingQueriesInByOrderOfArrival() throws InterruptedException {
        Admission admission = new Admission(1, 10);
        AtomicBoolean never = new AtomicBoolean();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        admission.enter("", budget(never));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        admission.enter("", budget(never));
                                        order.add(number);
                                        admission.leave();
                                    }));
            awaitQueued(admission, i + 1);
        }

        admission.leave();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly(0, 1, 2, 3);
        assertThat(admission.running()).isZero();
    }

    @Test
    void dropsAWaitingQueryThatNobodyWants() throws InterruptedException {
        Admission admission = new Admission(1, 10);
        admission.enter("", budget(new AtomicBoolean()));

        assertThatThrownBy(() -> admission.enter("", budget(new AtomicBoolean(true))))
                .isInstanceOf(MuninnException.class)
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.CANCELLED);

        assertThat(admission.queued()).isZero();
        admission.leave();
        assertThat(admission.running()).isZero();
    }

    @Test
    void servesUsersByTurns() throws InterruptedException {
        Admission admission = new Admission(1, 10);
        AtomicBoolean never = new AtomicBoolean();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        admission.enter("first", budget(never));
        List<Thread> threads = new ArrayList<>();
        for (String user : List.of("many", "many", "many", "few", "other")) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        admission.enter(user, budget(never));
                                        order.add(user);
                                        admission.leave();
                                    }));
            awaitQueued(admission, threads.size());
        }

        admission.leave();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly("many", "few", "other", "many", "many");
    }

    @Test
    void refusesAQueryWhenTooManyWait() {
        Admission admission = new Admission(1, 0);
        admission.enter("", budget(new AtomicBoolean()));

        assertThatThrownBy(() -> admission.enter("", budget(new AtomicBoolean())))
                .hasMessageContaining("query.max-concurrent");
    }
}
