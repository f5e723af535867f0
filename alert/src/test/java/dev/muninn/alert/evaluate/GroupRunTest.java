package dev.muninn.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.model.Labels;
import dev.muninn.model.SeriesSource;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupRunTest {

    private static final long MINUTE = 60_000;

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final List<Alert> heard = new ArrayList<>();
    private RuleMemory memory = RuleMemory.NOTHING;
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    @AfterEach
    void close() {
        engine.close();
    }

    private GroupRun group(Rule... rules) {
        return group(0, rules);
    }

    private GroupRun group(int limit, Rule... rules) {
        return group(engine, limit, rules);
    }

    private GroupRun group(QueryEngine queries, int limit, Rule... rules) {
        return group("g", queries, limit, rules);
    }

    private GroupRun group(String name, QueryEngine queries, int limit, Rule... rules) {
        RuleGroup group =
                new RuleGroup(
                        "rules.yml",
                        name,
                        Duration.ofMinutes(1),
                        limit,
                        Duration.ZERO,
                        List.of(rules));
        return new GroupRun(
                group,
                new RuleParts(
                        RuleOptions.DEFAULTS,
                        Map.of("site", "north"),
                        queries,
                        store,
                        (alerts, url, valid) -> heard.addAll(alerts),
                        memory,
                        clock));
    }

    private static Rule.Alerting alerting(String expr, Duration wait, Duration keep) {
        return new Rule.Alerting(
                "Busy",
                expr,
                wait,
                keep,
                Map.of("severity", "page"),
                Map.of(
                        "summary",
                        "{{ $labels.host }} at {{ $value }} in {{ $externalLabels.site }}"));
    }

    private void sample(String metric, String host, long time, double value) {
        store.add(Labels.of(Labels.METRIC_NAME, metric, "host", host), time, value);
    }

    private List<ResultSeries> query(String expr, long time) {
        ResultValue value = engine.instant(expr, time, QueryCall.PLAIN).value();
        return ((ResultValue.Vector) value).series();
    }

    private static List<Alert> alerts(GroupRun group) {
        return group.status().rules().getFirst().alerts();
    }

    @Test
    void rulesSeeWhatTheOnesBeforeThemWrote() {
        sample("load", "a", MINUTE, 3);
        GroupRun group =
                group(
                        new Rule.Recording("load:double", "load * 2", Map.of("by", "rule")),
                        new Rule.Recording("load:quadruple", "load:double * 2", Map.of()));
        group.evaluate(MINUTE);
        assertThat(query("load:quadruple{host=\"a\", by=\"rule\"}", MINUTE))
                .singleElement()
                .satisfies(series -> assertThat(series.values()[0]).isEqualTo(12));
    }

    @Test
    void seriesThatAreGoneGetAMarker() {
        sample("load", "a", 0, 3);
        GroupRun group = group(new Rule.Recording("copy", "load", Map.of()));
        group.evaluate(MINUTE);
        assertThat(query("copy", MINUTE)).hasSize(1);
        group.evaluate(10 * MINUTE);
        assertThat(query("copy", 10 * MINUTE)).isEmpty();
    }

    @Test
    void alertsWaitThenFireThenResolve() {
        GroupRun group = group(alerting("load > 5", Duration.ofMinutes(2), Duration.ZERO));
        for (int minute = 0; minute <= 4; minute++) {
            sample("load", "a", minute * MINUTE, minute < 4 ? 9 : 1);
        }
        group.evaluate(0);
        group.evaluate(MINUTE);
        assertThat(alerts(group))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(Alert.State.PENDING);
                            assertThat(alert.labels())
                                    .isEqualTo(
                                            Labels.of(
                                                    "alertname",
                                                    "Busy",
                                                    "host",
                                                    "a",
                                                    "severity",
                                                    "page"));
                            assertThat(alert.annotations())
                                    .containsEntry("summary", "a at 9 in north");
                        });
        group.evaluate(2 * MINUTE);
        assertThat(alerts(group).getFirst().state()).isEqualTo(Alert.State.FIRING);
        assertThat(query("ALERTS{alertstate=\"firing\"}", 2 * MINUTE)).hasSize(1);
        assertThat(query("ALERTS{alertstate=\"pending\"}", 2 * MINUTE)).isEmpty();
        assertThat(query("ALERTS_FOR_STATE", 2 * MINUTE).getFirst().values()[0]).isZero();
        group.evaluate(4 * MINUTE);
        assertThat(alerts(group)).isEmpty();
        assertThat(query("ALERTS", 4 * MINUTE)).isEmpty();
    }

    @Test
    void keepsFiringForAWhile() {
        GroupRun group = group(alerting("load > 5", Duration.ZERO, Duration.ofMinutes(3)));
        sample("load", "a", 0, 9);
        sample("load", "a", MINUTE, 1);
        group.evaluate(0);
        group.evaluate(MINUTE);
        assertThat(alerts(group).getFirst().keepFiringSinceMillis()).isEqualTo(MINUTE);
        group.evaluate(3 * MINUTE);
        assertThat(alerts(group)).hasSize(1);
        group.evaluate(4 * MINUTE);
        assertThat(alerts(group)).isEmpty();
    }

    @Test
    void anErrorChangesNoState() {
        sample("load", "a", 0, 9);
        GroupRun group =
                group(alerting("load * on () group_left load > 0", Duration.ZERO, Duration.ZERO));
        group.evaluate(0);
        assertThat(alerts(group)).hasSize(1);
        sample("load", "b", MINUTE, 9);
        group.evaluate(MINUTE);
        RuleStatus status = group.status().rules().getFirst();
        assertThat(status.health()).isEqualTo(RuleStatus.Health.ERROR);
        assertThat(status.lastError()).contains("duplicate series");
        assertThat(status.alerts()).hasSize(1);
    }

    @Test
    void resultsBeyondTheLimitAreAnError() {
        sample("load", "a", 0, 9);
        sample("load", "b", 0, 9);
        GroupRun group = group(1, new Rule.Recording("copy", "load", Map.of()));
        group.evaluate(0);
        assertThat(group.status().rules().getFirst().lastError())
                .isEqualTo("exceeded limit of 1 with 2 series");
        assertThat(query("copy", 0)).isEmpty();
    }

    @Test
    void aPendingAlertGoesOnAfterARestart() {
        Rule.Alerting rule = alerting("load > 5", Duration.ofMinutes(30), Duration.ZERO);
        for (int minute = 0; minute <= 40; minute++) {
            sample("load", "a", minute * MINUTE, 9);
        }
        GroupRun before = group(rule);
        for (int minute = 0; minute <= 10; minute++) {
            before.evaluate(minute * MINUTE);
        }
        GroupRun after = group(rule);
        for (int minute = 12; minute <= 32; minute++) {
            after.evaluate(minute * MINUTE);
        }
        // Ten minutes were waited before; the three without evaluation do not count.
        assertThat(alerts(after).getFirst().activeAtMillis()).isEqualTo(3 * MINUTE);
        assertThat(alerts(after).getFirst().state()).isEqualTo(Alert.State.PENDING);
        after.evaluate(33 * MINUTE);
        assertThat(alerts(after).getFirst().state()).isEqualTo(Alert.State.FIRING);
    }

    @Test
    void runsOnTheSameGridAfterEveryRestart() {
        GroupRun group = group();
        long first = group.times().from(1_000_000);
        assertThat(first).isBetween(1_000_000L, 1_060_000L);
        assertThat(group.times().from(first)).isEqualTo(first);
        assertThat(group.times().from(first + 1)).isEqualTo(first + MINUTE);
    }

    @Test
    void goesOnFromTheTimeAsItIsWhereTheClockWasSet() {
        GroupRun group = group();
        long first = group.times().from(1_000 * MINUTE);
        assertThat(group.times().after(first, first + 1)).isEqualTo(first + MINUTE);
        assertThat(group.times().after(first, first - 5)).as("a little").isEqualTo(first + MINUTE);
        assertThat(group.times().after(first, first + 60 * MINUTE - 5))
                .as("an hour forward, or asleep so long: once")
                .isEqualTo(first + 60 * MINUTE);
        assertThat(group.times().after(first, first - 60 * MINUTE + 5))
                .as("an hour back")
                .isEqualTo(first - 59 * MINUTE);
    }

    @Test
    void spreadsGroupsWithNamesAlikeOverTheInterval() {
        int[] inTenths = new int[10];
        for (int i = 0; i < 200; i++) {
            long offset = group("g" + i, engine, 0).times().from(0);
            inTenths[(int) (offset * 10 / MINUTE)]++;
        }
        assertThat(Arrays.stream(inTenths)).allMatch(count -> count >= 10 && count <= 30);
    }

    @Test
    void passesOnChangesAtOnceAndTheRestEveryMinute() {
        GroupRun group = group(alerting("load > 5", Duration.ofMinutes(1), Duration.ZERO));
        for (int minute = 0; minute <= 4; minute++) {
            sample("load", "a", minute * MINUTE, minute < 4 ? 9 : 1);
        }
        group.evaluate(0);
        assertThat(heard).isEmpty();
        group.evaluate(MINUTE);
        assertThat(heard).hasSize(1);
        group.evaluate(MINUTE + 30_000);
        assertThat(heard).hasSize(1);
        group.evaluate(2 * MINUTE);
        assertThat(heard).hasSize(2);
        group.evaluate(4 * MINUTE);
        assertThat(heard.getLast().state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(heard.getLast().resolvedAtMillis()).isEqualTo(4 * MINUTE);
    }

    @Test
    void alertsOfRulesThatAreGoneAreToldToHaveEnded() {
        sample("load", "a", 0, 9);
        Rule.Alerting busy = alerting("load > 5", Duration.ZERO, Duration.ZERO);
        Rule.Alerting other =
                new Rule.Alerting(
                        "Other", "load > 6", Duration.ZERO, Duration.ZERO, Map.of(), Map.of());
        GroupRun before = group(busy, other);
        before.evaluate(0);
        GroupRun after = group(busy);
        after.inherit(before);
        heard.clear();
        before.retire(rule -> false, MINUTE);
        before.evaluate(MINUTE);
        assertThat(heard)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.labels().get("alertname")).isEqualTo("Other");
                            assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
                            assertThat(alert.resolvedAtMillis()).isEqualTo(MINUTE);
                        });
        heard.clear();
        after.retire(rule -> rule.name().equals("Busy"), MINUTE);
        assertThat(heard).as("it goes on in another group").isEmpty();
    }

    @Test
    void rulesWithTheSameExpressionAreEvaluatedOnce() {
        sample("load", "a", 0, 9);
        AtomicInteger reads = new AtomicInteger();
        SeriesSource counted =
                selection -> {
                    reads.incrementAndGet();
                    return store.select(selection);
                };
        try (QueryEngine counting = QueryEngine.open(counted, QueryOptions.DEFAULTS, clock)) {
            group(
                            counting,
                            0,
                            new Rule.Recording("one", "load * 2", Map.of()),
                            new Rule.Recording("two", "load * 2", Map.of("by", "two")),
                            new Rule.Recording("load", "load * 2", Map.of("by", "three")),
                            new Rule.Recording("four", "load * 2", Map.of()))
                    .evaluate(0);
        }
        assertThat(reads).as("once, and again after what it reads was written").hasValue(2);
        assertThat(query("two", 0)).hasSize(1);
        assertThat(query("four", 0)).hasSize(2);
    }
}
