package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfWatchTest {

    private static final long START = 1_772_360_430_000L;

    private final ManualClock clock = new ManualClock(START);
    private final List<ActiveAlert> told = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();
    private boolean isDatabaseAway;

    private final SelfWatch watch =
            new SelfWatch(
                    alerts -> {
                        told.addAll(alerts);
                        if (isDatabaseAway) {
                            throw new MuninnException(
                                    MuninnException.Kind.UNAVAILABLE, "no space left");
                        }
                    },
                    () -> trouble,
                    "here:7171",
                    "http://here:7171",
                    clock);

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            watch.look();
        }
    }

    @Test
    void tellsOfAStoreThatTakesNothingForHalfAMinute() {
        pass(60);
        trouble = Optional.of("no space left");
        pass(29);
        trouble = Optional.empty();
        pass(5);
        assertThat(told).as("it was over before").isEmpty();
        trouble = Optional.of("no space left");
        pass(31);
        assertThat(told)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.labels().get("alertname"))
                                    .isEqualTo("MuninnNotWritable");
                            assertThat(alert.labels().get("severity")).isEqualTo("critical");
                            assertThat(alert.annotations())
                                    .containsEntry("description", "no space left")
                                    .containsEntry(
                                            "runbook_url",
                                            "http://here:7171/runbooks/muninn#muninnnotwritable");
                            assertThat(alert.isResolvedAt(clock.millis())).isFalse();
                        });
    }

    @Test
    void goesOnWhileItLastsAndEndsWithIt() {
        trouble = Optional.of("no space left");
        pass(600);
        assertThat(told).hasSize(10);
        assertThat(told)
                .extracting(ActiveAlert::startsAtMillis)
                .as("one alert")
                .containsOnly(START + 1_000);
        assertThat(told.getLast().isResolvedAt(clock.millis() + 100_000)).isFalse();
        trouble = Optional.empty();
        pass(5);
        assertThat(told).hasSize(11);
        assertThat(told.getLast().isResolvedAt(clock.millis())).isTrue();
    }

    @Test
    void goesOnWithoutTheDatabase() {
        isDatabaseAway = true;
        trouble = Optional.of("no space left");
        pass(100);
        assertThat(told).hasSize(2);
    }
}
