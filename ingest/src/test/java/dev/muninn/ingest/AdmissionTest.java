package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.Admission.Decision;
import dev.muninn.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final ManualClock clock = new ManualClock(0);

    private Admission admission(SourceRates.Rates rates, long maxInFlightBytes) {
        return new Admission(new AdmissionOptions(rates, maxInFlightBytes, 0), clock);
    }

    @Test
    void oneSourceNeverTakesTheRoomOfOthers() {
        Admission admission = admission(SourceRates.Rates.UNLIMITED, 1_000);

        assertThat(admission.enter("noisy", 200)).isInstanceOf(Decision.Enter.class);
        assertThat(admission.enter("noisy", 200)).isInstanceOf(Decision.Wait.class);
        assertThat(admission.enter("quiet", 200)).isInstanceOf(Decision.Enter.class);

        admission.leave("noisy", 200, 0);
        assertThat(admission.enter("noisy", 200)).isInstanceOf(Decision.Enter.class);
    }

    @Test
    void allSourcesTogetherKeepToTheBudget() {
        Admission admission = admission(SourceRates.Rates.UNLIMITED, 1_000);
        for (int i = 0; i < 5; i++) {
            assertThat(admission.enter("source" + i, 200)).isInstanceOf(Decision.Enter.class);
        }

        assertThat(admission.enter("late", 200)).isInstanceOf(Decision.Wait.class);
        admission.leave("source3", 200, 0);
        assertThat(admission.enter("late", 200)).isInstanceOf(Decision.Enter.class);
    }

    @Test
    void aBodyLargerThanTheBudgetIsTakenAlone() {
        Admission admission = admission(SourceRates.Rates.UNLIMITED, 100);

        assertThat(admission.enter("a", 5_000)).isInstanceOf(Decision.Enter.class);
        assertThat(admission.enter("b", 1)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void whoSendsTooManySamplesWaitsAndHoldsNoRoomMeanwhile() {
        Admission admission = admission(new SourceRates.Rates(0, 0, 10), 1_000);
        assertThat(admission.enter("a", 900)).isInstanceOf(Decision.Enter.class);
        admission.leave("a", 900, 120);

        assertThat(admission.enter("a", 900)).isInstanceOf(Decision.Wait.class);
        assertThat(admission.enter("b", 900)).isInstanceOf(Decision.Enter.class);
        assertThat(admission.enter("a", 50))
                .isInstanceOfSatisfying(
                        Decision.Wait.class,
                        wait -> {
                            assertThat(wait.millis()).isEqualTo(2_000);
                            assertThat(wait.reason()).contains("source a", "2000 ms");
                        });
    }
}
