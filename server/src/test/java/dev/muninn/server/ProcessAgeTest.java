package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {

    private static final String STAT =
            "4711 (a) b (java) S 1 4711 4711 0 -1 4194304 1 0 0 0 5 3 0 0 20 0 30 0 12345 999 1 2";

    @Test
    void countsFromTheStartOfTheProcess() {
        assertThat(ProcessAge.of(STAT, "124.95 200.00\n")).contains(Duration.ofMillis(1500));
    }

    @Test
    void isUnknownWhereTheTwoClocksDisagree() {
        assertThat(ProcessAge.of(STAT, "100.00 200.00\n")).isEmpty();
    }

    @Test
    void leavesOutWhatTheLauncherBuilt() {
        Optional<Duration> aWhile = Optional.of(Duration.ofSeconds(118));
        Optional<Duration> moment = Optional.of(Duration.ofMillis(700));
        Optional<Duration> slightlyMore = Optional.of(Duration.ofMillis(800));
        assertThat(ProcessAge.sinceLaunch(aWhile, moment)).isEqualTo(moment);
        assertThat(ProcessAge.sinceLaunch(slightlyMore, moment)).isEqualTo(slightlyMore);
    }
}
