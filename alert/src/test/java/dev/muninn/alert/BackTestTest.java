package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackTestTest {

    private static final long MINUTE = 60_000;

    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine =
            QueryEngine.open(store, QueryOptions.DEFAULTS, new ManualClock(0));
    private final BackTest backTest = new BackTest(engine, RuleOptions.DEFAULTS);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void countsWhatARuleWouldHaveDone() {
        Labels load = Labels.of(Labels.METRIC_NAME, "load", "host", "a");
        for (long minute = 0; minute <= 60; minute++) {
            boolean isHigh = minute >= 10 && minute < 20 || minute >= 30 && minute < 33;
            store.add(load, minute * MINUTE, isHigh ? 9 : 1);
        }
        Map<String, @Nullable Object> tree =
                backTest.run("alert: Busy\nexpr: load > 5\nfor: 2m", 0, 60 * MINUTE, () -> false);
        assertThat(tree)
                .containsEntry("fired", 2L)
                .containsEntry("underFiveMinutes", 1L)
                .containsEntry(
                        "sentence",
                        "would have fired 2 times in 1h, 1 of them for under five minutes");
    }

    @Test
    void refusesWhatIsNoAlertingRule() {
        assertThatThrownBy(() -> backTest.run("record: a\nexpr: b", 0, 1, () -> false))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no alerting rule");
        assertThatThrownBy(() -> backTest.run("alert: a\nexpr: 'b >'", 0, 1, () -> false))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("could not parse expression");
    }
}
