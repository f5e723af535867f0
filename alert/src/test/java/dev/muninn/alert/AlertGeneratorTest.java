package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Alert.State;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What "Alert Generator Compliance Specification 1.0" of Prometheus says a generator must do, one
 * test for each; the shape of its answers over HTTP is in the system test AlertGeneratorIT.
 */
class AlertGeneratorTest {

    private static final long MINUTE = 60_000;

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);
    private final List<Sent> sent = new ArrayList<>();
    private GroupRun group = run("groups: [{name: none, rules: []}]");

    /** What an Alertmanager was told after an evaluation. */
    private record Sent(long atMinute, Alert alert, String generatorUrl, long validForMillis) {}

    @AfterEach
    void close() {
        engine.close();
    }

    private static List<RuleGroup> read(QueryEngine engine, String yaml) {
        RuleOptions options =
                RuleOptions.DEFAULTS
                        .withInterval(Duration.ofMinutes(1))
                        .withExternalUrl("http://muninn.example.org");
        return RuleFile.read("rules.yml", yaml, options, engine::format);
    }

    /** Evaluates the first group of a rule file from now on. */
    private void load(String yaml) {
        group = run(yaml);
    }

    private GroupRun run(String yaml) {
        return new GroupRun(
                read(engine, yaml).getFirst(),
                new RuleParts(
                        RuleOptions.DEFAULTS.withExternalUrl("http://muninn.example.org"),
                        Map.of(),
                        engine,
                        store,
                        (alerts, url, validFor) ->
                                alerts.forEach(
                                        alert ->
                                                sent.add(new Sent(minute(), alert, url, validFor))),
                        RuleMemory.NOTHING,
                        clock));
    }

    private long minute() {
        return clock.millis() / MINUTE;
    }

    private void rule(String more) {
        load("groups: [{name: g, rules: [{alert: Busy, expr: load > 5" + more + "}]}]");
    }

    /** Evaluates once a minute, over the values of a series in those minutes; 0 for no alert. */
    private void run(int... values) {
        for (int value : values) {
            store.add(Labels.of(Labels.METRIC_NAME, "load", "host", "a"), clock.millis(), value);
            group.evaluate(clock.millis());
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private void runTimes(int times, int value) {
        for (int i = 0; i < times; i++) {
            run(value);
        }
    }

    private RuleStatus status(int rule) {
        return group.status().rules().get(rule);
    }

    private List<State> states() {
        return status(0).alerts().stream().map(Alert::state).toList();
    }

    private List<Long> sentAt(State state) {
        return sent.stream()
                .filter(one -> one.alert().state() == state)
                .map(Sent::atMinute)
                .toList();
    }

    private List<Map<String, String>> series(String expr, long atMinute) {
        ResultValue value = engine.instant(expr, atMinute * MINUTE, QueryCall.PLAIN).value();
        List<Map<String, String>> found = new ArrayList<>();
        for (ResultSeries one : ((ResultValue.Vector) value).series()) {
            Map<String, String> labels = new TreeMap<>();
            one.labels().toList().forEach(label -> labels.put(label.name(), label.value()));
            found.add(labels);
        }
        return found;
    }

    @Test
    void acceptsRulesInYamlAndInJson() {
        String json =
                "{\"groups\":[{\"name\":\"g\",\"rules\":[{\"alert\":\"A\",\"expr\":\"up\",\"for\":\"1m\"}]}]}";
        String yaml = "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up\n    for: 1m\n";
        assertThat(read(engine, json)).isEqualTo(read(engine, yaml));
    }

    @Test
    void refusesTwoGroupsOfOneNameInAFile() {
        assertThatThrownBy(
                        () -> read(engine, "groups: [{name: g, rules: []}, {name: g, rules: []}]"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("g");
    }

    @Test
    void evaluatesAtTheIntervalOfTheGroup() {
        load("groups: [{name: g, interval: 30s, rules: [{alert: A, expr: up}]}]");
        long first = group.times().from(0);
        assertThat(group.times().from(first + 1) - first).isEqualTo(30_000);
    }

    @Test
    void hasNoForUnlessOneIsNamed() {
        rule("");
        assertThat(((Rule.Alerting) status(0).rule()).pendingFor()).isZero();
    }

    @Test
    void laterRulesOfTheGroupSeeTheResultsOfTheSameCycleInTheOrderOfTheFile() {
        load(
                """
                groups:
                  - name: g
                    rules:
                      - {record: doubled, expr: load * 2}
                      - {alert: Busy, expr: doubled > 10}
                      - {alert: Follows, expr: 'ALERTS{alertname="Busy", alertstate="firing"}'}
                """);
        run(9);
        assertThat(status(1).alerts()).hasSize(1);
        assertThat(status(2).alerts()).hasSize(1);
    }

    @Test
    void acceptsTemplatesThatNeedNotBeSupported() {
        load(
                """
                groups:
                  - name: g
                    rules:
                      - alert: Busy
                        expr: load > 5
                        annotations:
                          a: '{{ graphLink "up" }}{{ tableLink "up" }}{{ pathPrefix }}'
                          b: '{{ safeHtml "<b>" }}{{ $externalLabels.none }}{{ $externalURL }}'
                          c: '{{ range query "load" }}{{ strvalue . }}{{ end }}'
                """);
        run(9);
        assertThat(status(0).alerts().getFirst().annotations().values())
                .noneMatch(text -> text.contains("error"));
    }

    @Test
    void makesAnAlertOfEachElementWithItsLabels() {
        rule("");
        store.add(Labels.of(Labels.METRIC_NAME, "load", "host", "b"), 0, 7);
        run(9);
        assertThat(status(0).alerts())
                .extracting(Alert::labels)
                .containsExactlyInAnyOrder(
                        Labels.of("alertname", "Busy", "host", "a"),
                        Labels.of("alertname", "Busy", "host", "b"));
    }

    @Test
    void runsTemplatesForEachElementAndLetsRuleLabelsOverride() {
        rule(
                ", labels: {host: 'on {{ $labels.host }}'},"
                        + " annotations: {summary: '{{ $labels.host }} at {{ $value }}'}");
        store.add(Labels.of(Labels.METRIC_NAME, "load", "host", "b"), 0, 7);
        run(9);
        assertThat(status(0).alerts())
                .extracting(
                        alert -> alert.labels().get("host"),
                        alert -> alert.annotations().get("summary"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("on a", "a at 9"),
                        org.assertj.core.groups.Tuple.tuple("on b", "b at 7"));
    }

    @Test
    void theNameOfTheAlertOverridesALabelOfThatName() {
        rule(", labels: {alertname: Other}");
        run(9);
        assertThat(status(0).alerts().getFirst().labels().get("alertname")).isEqualTo("Busy");
    }

    @Test
    void alertsWithTheSameLabelsAreAnErrorAndNothingIsSentOrWritten() {
        rule(", labels: {host: same}");
        store.add(Labels.of(Labels.METRIC_NAME, "load", "host", "b"), 0, 7);
        run(9);
        assertThat(status(0).health()).isEqualTo(RuleStatus.Health.ERROR);
        assertThat(status(0).lastError()).isNotEmpty();
        assertThat(sent).isEmpty();
        assertThat(series("ALERTS", 0)).isEmpty();
    }

    @Test
    void startsPendingAndStaysSoForLessThanFor() {
        rule(", for: 3m");
        run(9, 9, 9);
        assertThat(states()).containsExactly(State.PENDING);
        assertThat(status(0).alerts().getFirst().activeAtMillis()).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void firesOnceForHasPassed() {
        rule(", for: 3m");
        run(9, 9, 9, 9);
        assertThat(states()).containsExactly(State.FIRING);
        assertThat(status(0).alerts().getFirst().activeAtMillis()).isZero();
        assertThat(sent.getFirst().alert().firedAtMillis()).isEqualTo(3 * MINUTE);
    }

    @Test
    void firesAtOnceWithoutFor() {
        rule("");
        run(9);
        assertThat(states()).containsExactly(State.FIRING);
        assertThat(sentAt(State.FIRING)).containsExactly(0L);
    }

    @Test
    void aForShorterThanTheIntervalFiresAtTheNextEvaluation() {
        rule(", for: 10s");
        run(9);
        assertThat(states()).containsExactly(State.PENDING);
        run(9);
        assertThat(states()).containsExactly(State.FIRING);
    }

    @Test
    void annotationsAreThoseOfTheLastEvaluation() {
        rule(", for: 2m, annotations: {summary: '{{ $value }}'}");
        for (int value : new int[] {7, 8, 9, 10}) {
            run(value);
            assertThat(status(0).alerts().getFirst().annotations())
                    .containsEntry("summary", Integer.toString(value));
        }
    }

    @Test
    void whatIsNotInTheResultIsInactiveAtOnce() {
        rule(", for: 1m");
        run(9, 0);
        assertThat(states()).isEmpty();
        assertThat(sent).isEmpty();
        run(9, 9, 0);
        assertThat(states()).isEmpty();
        assertThat(sentAt(State.RESOLVED)).containsExactly(4L);
    }

    @Test
    void anAlertAfterItsEndIsANewOne() {
        rule(", for: 1m");
        run(9, 9, 0, 9);
        assertThat(states()).containsExactly(State.PENDING);
        assertThat(status(0).alerts().getFirst().activeAtMillis()).isEqualTo(3 * MINUTE);
        run(9);
        assertThat(sent.getLast().alert().firedAtMillis()).isEqualTo(4 * MINUTE);
    }

    @Test
    void writesTheSeriesOfActiveAlertsOnly() {
        rule(", for: 1m, labels: {alertstate: mine, severity: page}");
        run(9);
        assertThat(series("ALERTS", 0))
                .containsExactly(
                        Map.of(
                                "__name__",
                                "ALERTS",
                                "alertname",
                                "Busy",
                                "alertstate",
                                "pending",
                                "host",
                                "a",
                                "severity",
                                "page"));
        run(9);
        assertThat(series("ALERTS", 1))
                .containsExactly(
                        Map.of(
                                "__name__",
                                "ALERTS",
                                "alertname",
                                "Busy",
                                "alertstate",
                                "firing",
                                "host",
                                "a",
                                "severity",
                                "page"));
        assertThat(series("ALERTS == 1", 1)).hasSize(1);
        run(0);
        assertThat(series("ALERTS", 2)).isEmpty();
    }

    @Test
    void sendsNothingThatWaits() {
        rule(", for: 10m");
        runTimes(10, 9);
        assertThat(sent).isEmpty();
    }

    @Test
    void sendsWhatFiresAgainAfterTheResendDelayUntilItEnds() {
        load(
                "groups: [{name: g, interval: 20s, rules: [{alert: Busy, expr: load > 5},"
                        + " {alert: Never, expr: load < 0}]}]");
        for (int i = 0; i <= 12; i++) {
            store.add(Labels.of(Labels.METRIC_NAME, "load", "host", "a"), clock.millis(), 9);
            group.evaluate(clock.millis());
            clock.advance(Duration.ofSeconds(20));
        }
        assertThat(sentAt(State.FIRING)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void sendsWhatEndedAgainForAQuarterOfAnHour() {
        rule("");
        run(9);
        runTimes(20, 0);
        assertThat(sentAt(State.RESOLVED).getFirst()).isEqualTo(1);
        assertThat(sentAt(State.RESOLVED).getLast()).isBetween(14L, 16L);
        assertThat(sentAt(State.RESOLVED)).hasSizeBetween(14, 16);
    }

    @Test
    void sendsNoEndOnceTheAlertIsThereAgain() {
        rule("");
        run(9, 0, 9, 9, 9);
        assertThat(sentAt(State.RESOLVED)).containsExactly(1L);
    }

    @Test
    void sendsWhenItFiredWhenItEndedAndWhereItComesFrom() {
        rule(", for: 1m, annotations: {summary: much}");
        run(9, 9, 0);
        Sent fired = sent.getFirst();
        assertThat(fired.alert().labels()).isEqualTo(Labels.of("alertname", "Busy", "host", "a"));
        assertThat(fired.alert().annotations()).isEqualTo(Map.of("summary", "much"));
        assertThat(fired.alert().firedAtMillis()).isEqualTo(MINUTE);
        assertThat(fired.generatorUrl())
                .isEqualTo("http://muninn.example.org/graph?g0.expr=load+%3E+5&g0.tab=1");
        Sent ended = sent.getLast();
        assertThat(ended.alert().firedAtMillis()).isEqualTo(MINUTE);
        assertThat(ended.alert().resolvedAtMillis()).isEqualTo(2 * MINUTE);
    }

    @Test
    void whatFiresIsGoodForFourResendDelaysOrIntervals() {
        rule("");
        run(9);
        assertThat(sent.getFirst().validForMillis()).isEqualTo(4 * MINUTE);
        sent.clear();
        load("groups: [{name: g, interval: 5m, rules: [{alert: Busy, expr: load > 5}]}]");
        run(9);
        assertThat(sent.getFirst().validForMillis()).isEqualTo(20 * MINUTE);
    }
}
