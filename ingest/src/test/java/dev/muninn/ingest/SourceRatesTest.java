package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SourceRatesTest {

    private final ManualClock clock = new ManualClock(0);

    @Test
    void admitsABurstAndThenTheRate() {
        SourceRates rates = new SourceRates(new SourceRates.Rates(2, 0, 0), clock);
        for (int i = 0; i < 20; i++) {
            assertThat(rates.admit("a", 100)).isZero();
        }
        assertThat(rates.admit("a", 100)).isEqualTo(500);
        assertThat(rates.admit("b", 100)).as("another source").isZero();
        clock.advance(Duration.ofMillis(500));
        assertThat(rates.admit("a", 100)).isZero();
        assertThat(rates.admit("a", 100)).isEqualTo(500);
    }

    @Test
    void countsBytes() {
        SourceRates rates = new SourceRates(new SourceRates.Rates(0, 100, 0), clock);
        assertThat(rates.admit("a", 900)).isZero();
        assertThat(rates.admit("a", 200)).isEqualTo(1000);
        clock.advance(Duration.ofSeconds(10));
        assertThat(rates.admit("a", 5000)).as("larger than a burst, with a full one").isZero();
    }

    @Test
    void makesASourcePayForSamplesAfterwards() {
        SourceRates rates = new SourceRates(new SourceRates.Rates(0, 0, 10), clock);
        assertThat(rates.admit("a", 1)).isZero();
        rates.charge("a", 150);
        assertThat(rates.admit("a", 1)).isEqualTo(5000);
        clock.advance(Duration.ofSeconds(5));
        assertThat(rates.admit("a", 1)).isZero();
        CollectedFigures figures = new CollectedFigures();
        rates.report(figures);
        assertThat(figures.values())
                .containsEntry("muninn_ingest_rate_limited_requests_total{}", 1.0);
    }

    @Test
    void limitsNothingByDefault() {
        SourceRates rates = new SourceRates(SourceRates.Rates.UNLIMITED, clock);
        assertThat(rates.admit("a", Long.MAX_VALUE)).isZero();
    }

    @Test
    void forgetsSourcesThatAreFullAgain() {
        SourceRates rates = new SourceRates(new SourceRates.Rates(1, 0, 0), clock);
        for (int i = 0; i < 10_001; i++) {
            rates.admit("source " + i, 1);
        }
        clock.advance(Duration.ofMinutes(1));
        rates.admit("one more", 1);
        CollectedFigures figures = new CollectedFigures();
        rates.report(figures);
        assertThat(figures.values()).containsEntry("muninn_ingest_rate_limited_sources{}", 1.0);
    }
}
