package dev.muninn.alert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.model.Labels;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.ResultValue;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);
    private final RuleParts parts =
            new RuleParts(
                    RuleOptions.DEFAULTS,
                    Map.of(),
                    engine,
                    store,
                    AlertListener.NOBODY,
                    RuleMemory.NOTHING,
                    clock);

    @AfterEach
    void close() {
        engine.close();
    }

    private static RuleGroup group(String name, Rule... rules) {
        return new RuleGroup("f", name, Duration.ofMinutes(1), 0, Duration.ZERO, List.of(rules));
    }

    private static Rule record(String name, String expr) {
        return new Rule.Recording(name, expr, Map.of());
    }

    private int points(String metric, long from, long to) {
        ResultValue value =
                engine.instant(metric + "[" + (to - from) / 1_000 + "s]", to, QueryCall.PLAIN)
                        .value();
        List<dev.muninn.query.ResultSeries> series = ((ResultValue.Matrix) value).series();
        return series.isEmpty() ? 0 : series.getFirst().size();
    }

    private void runAll(CatchUp catchUp) {
        while (catchUp.left() > 0) {
            catchUp.runNext();
        }
    }

    @Test
    void evaluatesRecordingRulesForTheTimeOfAStop() {
        for (long time = 0; time <= HOUR; time += MINUTE) {
            store.add(Labels.of(Labels.METRIC_NAME, "load"), time, 3);
        }
        Rule alert =
                new Rule.Alerting("A", "load", Duration.ZERO, Duration.ZERO, Map.of(), Map.of());
        RuleGroup group = group("g", record("a", "load * 2"), alert, record("b", "a + 1"));
        CatchUp catchUp = CatchUp.of(List.of(group), parts, 20 * MINUTE, 40 * MINUTE);
        assertThat(catchUp.left()).isEqualTo(20);
        runAll(catchUp);
        assertThat(points("a", 0, HOUR)).isEqualTo(20);
        assertThat(points("b", 0, HOUR)).isEqualTo(20);
        assertThat(points("ALERTS", 0, HOUR)).isZero();
    }

    @Test
    void goesOverAllGroupsInOrderOfTime() {
        for (long time = 0; time <= HOUR; time += MINUTE) {
            store.add(Labels.of(Labels.METRIC_NAME, "load"), time, 1);
        }
        RuleGroup reads = group("reads", record("second", "first + 1"));
        RuleGroup writes = group("writes", record("first", "load"));
        runAll(CatchUp.of(List.of(reads, writes), parts, 20 * MINUTE, 40 * MINUTE));
        // The first run may come before anything was there to read.
        assertThat(points("second", 0, HOUR)).isBetween(19, 20);
    }

    @Test
    void goesNoFurtherBackThanIsConfigured() {
        RuleGroup group = group("g", record("a", "vector(1)"));
        assertThat(CatchUp.of(List.of(group), parts, MINUTE, 10 * HOUR).left()).isEqualTo(60);
    }

    @Test
    void leavesTheFirstStartAlone() {
        RuleGroup group = group("g", record("a", "vector(1)"));
        assertThat(CatchUp.of(List.of(group), parts, 0, 10 * HOUR).left()).isZero();
    }
}
