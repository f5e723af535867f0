package dev.muninn.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.sample.OnSample;
import dev.muninn.model.Labels;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.ResultValue;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnSampleTest {

    private static final Map<String, String> ANNOTATIONS =
            Map.of("muninn_evaluate", "on-sample", "summary", "level is {{ $value }}");

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final List<String> told = new ArrayList<>();
    private final Memory memory = new Memory();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    /** Counts how often states are written down. */
    private static final class Memory implements RuleMemory {

        private int saves;

        @Override
        public long term() {
            return 1;
        }

        @Override
        public long seenBeforeMillis() {
            return 0;
        }

        @Override
        public void seen(long millis) {}

        @Override
        public List<KeptAlert> alerts(String group) {
            return List.of();
        }

        @Override
        public void save(
                String group, List<KeptAlert> changed, List<KeptAlert> gone, long timeMillis) {
            saves++;
        }

        @Override
        public void keepOnly(Set<String> groups) {}
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static Rule.Alerting rule(String expr, Duration wait) {
        return new Rule.Alerting("Level", expr, wait, Duration.ZERO, Map.of(), ANNOTATIONS);
    }

    private GroupRun group(Rule... rules) {
        RuleGroup group =
                new RuleGroup(
                        "rules.yml", "g", Duration.ofMinutes(1), 0, Duration.ZERO, List.of(rules));
        return new GroupRun(
                group,
                new RuleParts(
                        RuleOptions.DEFAULTS,
                        Map.of(),
                        engine,
                        store,
                        (alerts, url, valid) -> alerts.forEach(this::hear),
                        memory,
                        clock));
    }

    /** A group that was evaluated twice, the last time now. */
    private GroupRun started(Rule... rules) {
        GroupRun run = group(rules);
        for (int i = 0; i < 2; i++) {
            long next = run.times().from(clock.millis() + 1);
            clock.advance(Duration.ofMillis(next - clock.millis()));
            run.evaluate(next);
        }
        return run;
    }

    private void hear(Alert alert) {
        told.add(alert.state().word() + " " + alert.annotations());
    }

    private void sample(double value) {
        store.add(Labels.of(Labels.METRIC_NAME, "level"), clock.millis(), value);
    }

    /** Lets a time pass and looks. */
    private void look(GroupRun run, Duration after) {
        clock.advance(after);
        run.evaluateOnSample(clock.millis());
    }

    private int series(String expr) {
        ResultValue value = engine.instant(expr, clock.millis(), QueryCall.PLAIN).value();
        return ((ResultValue.Vector) value).series().size();
    }

    @Test
    void alertFiresAndEndsWithTheSampleAndNotWithTheNextRun() {
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        sample(9);
        look(run, Duration.ofSeconds(1));
        assertThat(told).containsExactly("firing {summary=level is 9}");
        assertThat(series("ALERTS{alertstate=\"firing\"}")).isOne();
        assertThat(memory.saves).isOne();
        clock.advance(Duration.ofSeconds(1));
        sample(1);
        look(run, Duration.ofSeconds(1));
        assertThat(told).hasSize(2).last().asString().startsWith("resolved");
        assertThat(series("ALERTS")).isZero();
        assertThat(memory.saves).isEqualTo(2);
    }

    @Test
    void evaluatesNothingWithoutANewSample() {
        sample(1);
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        look(run, Duration.ofSeconds(1));
        long before = run.evaluations();
        for (int i = 0; i < 20; i++) {
            look(run, Duration.ofSeconds(1));
        }
        assertThat(run.evaluations()).isEqualTo(before);
        sample(2);
        look(run, Duration.ofSeconds(1));
        assertThat(run.evaluations()).isEqualTo(before + 1);
    }

    @Test
    void evaluatesAtMostOnceASecond() {
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        sample(1);
        look(run, Duration.ofMillis(200));
        long before = run.evaluations();
        for (int i = 0; i < 4; i++) {
            sample(9);
            look(run, Duration.ofMillis(200));
        }
        assertThat(run.evaluations()).isEqualTo(before);
        look(run, Duration.ofMillis(200));
        assertThat(run.evaluations()).isEqualTo(before + 1);
        assertThat(told).hasSize(1);
    }

    @Test
    void writesAndKeepsNothingWhileStatesStayAsTheyAre() {
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        sample(9);
        look(run, Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            sample(10 + i);
            look(run, Duration.ofSeconds(1));
        }
        assertThat(memory.saves).isOne();
        assertThat(told).hasSize(1);
        assertThat(series("count_over_time(ALERTS[1m]) > 1")).isZero();
        assertThat(run.status().rules().getFirst().alerts().getFirst().value()).isEqualTo(19);
    }

    @Test
    void waitingIsTimeAndNeedsNoFurtherSample() {
        GroupRun run = started(rule("level > 5", Duration.ofSeconds(10)));
        sample(9);
        look(run, Duration.ofSeconds(1));
        look(run, Duration.ofSeconds(9));
        assertThat(told).isEmpty();
        look(run, Duration.ofSeconds(1));
        assertThat(told).containsExactly("firing {summary=level is 9}");
    }

    @Test
    void sampleOfASenderWhoseClockIsAheadIsNotLost() {
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        store.add(Labels.of(Labels.METRIC_NAME, "level"), clock.millis() + 3_000, 9);
        look(run, Duration.ofSeconds(1));
        look(run, Duration.ofSeconds(1));
        assertThat(told).isEmpty();
        look(run, Duration.ofSeconds(1));
        assertThat(told).hasSize(1);
    }

    @Test
    void absenceEndsWithTheFirstSample() {
        GroupRun run = started(rule("absent(level)", Duration.ZERO));
        assertThat(told).isNotEmpty();
        told.clear();
        sample(1);
        look(run, Duration.ofSeconds(1));
        assertThat(told).singleElement().asString().startsWith("resolved");
    }

    @Test
    void leavesARunThatIsDueToTheSchedule() {
        GroupRun run = started(rule("level > 5", Duration.ZERO));
        sample(9);
        look(run, Duration.ofMinutes(1));
        assertThat(told).isEmpty();
        run.evaluate(clock.millis());
        assertThat(told).hasSize(1);
        assertThat(series("ALERTS")).isOne();
    }

    @Test
    void isNotBegunWithBeforeTheSecondRunOfAStart() {
        GroupRun run = group(rule("level > 5", Duration.ZERO));
        clock.advance(Duration.ofMillis(run.times().from(1)));
        run.evaluate(clock.millis());
        sample(9);
        look(run, Duration.ofSeconds(1));
        assertThat(told).isEmpty();
    }

    @Test
    void onlyRulesThatAskForItAreWatched() {
        Rule.Alerting asks = rule("level > 5", Duration.ZERO);
        Rule.Alerting doesNot =
                new Rule.Alerting(
                        "Level", "level > 5", Duration.ZERO, Duration.ZERO, Map.of(), Map.of());
        assertThat(started(asks).hasWatches()).isTrue();
        assertThat(started(doesNot).hasWatches()).isFalse();
        assertThat(started(new Rule.Recording("a", "level", Map.of())).hasWatches()).isFalse();
    }

    @Test
    void knowsWhichExpressionsChangeWithTheirSamples() {
        Stream.of(
                        "up == 0",
                        "up{job=\"a\"} != bool 1",
                        "90 < (cpu)",
                        "bytes > 5 * (2 ^ 30)",
                        "temperature < -10",
                        "(absent(up{job=\"a\"}))")
                .forEach(
                        expr ->
                                assertThat(OnSample.isFor(rule(expr, Duration.ZERO), engine))
                                        .as(expr)
                                        .isTrue());
        Stream.of(
                        "up",
                        "rate(a[5m]) > 1",
                        "sum(up) < 1",
                        "a > b",
                        "a offset 5m > 1",
                        "a @ 0 > 1",
                        "a > 1 and b > 1",
                        "a + 1 > 2",
                        "absent(sum(up))",
                        "absent_over_time(up[5m])",
                        "vector(1) > 0")
                .forEach(
                        expr ->
                                assertThat(OnSample.isFor(rule(expr, Duration.ZERO), engine))
                                        .as(expr)
                                        .isFalse());
    }
}
