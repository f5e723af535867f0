package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CollectOptionsTest {

    private static CollectOptions with(Duration interval, int topProcesses, String mountPoints) {
        CollectOptions defaults = CollectOptions.DEFAULTS;
        return new CollectOptions(
                true,
                true,
                interval,
                "",
                topProcesses,
                mountPoints,
                defaults.fileSystemTypesExclude(),
                defaults.fileSystemDeadline());
    }

    @Test
    void refusesAnIntervalThatIsTooShort() {
        assertThatThrownBy(() -> with(Duration.ofMillis(5), 20, ""))
                .hasMessage("collect.interval is 5 ms: choose from 100 ms to 1 h");
    }

    @Test
    void refusesANegativeNumberOfProcesses() {
        assertThatThrownBy(() -> with(Duration.ofSeconds(1), -1, ""))
                .hasMessage("collect.top-processes is -1: choose from 0 to 1000");
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThatThrownBy(() -> with(Duration.ofSeconds(1), 20, "("))
                .hasMessageStartingWith("collect.mount-points-exclude is no regular expression");
    }
}
