package dev.muninn.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritePointsTest {

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    @AfterEach
    void close() {
        engine.close();
    }

    private static Rule record(String name, String expr) {
        return new Rule.Recording(name, expr, Map.of());
    }

    private static Rule alert(String expr, String text) {
        return new Rule.Alerting(
                "A", expr, Duration.ZERO, Duration.ZERO, Map.of(), Map.of("text", text));
    }

    /** Numbers of the rules before which results are written. */
    private List<Integer> points(Rule... rules) {
        RuleGroup group =
                new RuleGroup(
                        "f", "g", Duration.ofMinutes(1), 0, Duration.ZERO, Arrays.asList(rules));
        RuleParts parts =
                new RuleParts(
                        RuleOptions.DEFAULTS,
                        Map.of(),
                        engine,
                        store,
                        AlertListener.NOBODY,
                        RuleMemory.NOTHING,
                        clock);
        List<RuleRun> runs = new ArrayList<>();
        for (Rule rule : rules) {
            runs.add(new RuleRun(group, rule, new RuleQueries(engine, List.of()), parts));
        }
        WritePoints points = WritePoints.of(runs);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            if (points.isBefore(i)) {
                found.add(i);
            }
        }
        return found;
    }

    @Test
    void rulesThatReadOtherSeriesAreWrittenTogether() {
        assertThat(points(record("a", "x"), record("b", "y"), alert("z > 1", "high"))).isEmpty();
    }

    @Test
    void whatALaterRuleReadsIsWrittenBeforeIt() {
        assertThat(points(record("a", "x"), record("b", "a * 2"), record("c", "a * 3")))
                .containsExactly(1);
        assertThat(points(record("a", "x"), record("b", "sum(rate(a[5m]))"))).containsExactly(1);
        assertThat(points(record("a", "x"), record("b", "{__name__=~\"a|z\"}"))).containsExactly(1);
    }

    @Test
    void selectorsWithoutANameMayReadAll() {
        assertThat(points(record("a", "x"), record("b", "count({job=\"x\"})"))).containsExactly(1);
    }

    @Test
    void rulesAboutAlertsAndTextsWithQueriesWait() {
        assertThat(points(alert("x", ""), record("b", "count(ALERTS)"))).containsExactly(1);
        assertThat(points(record("a", "x"), alert("y", "{{ query \"a\" }}"))).containsExactly(1);
    }
}
