package dev.muninn.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of rules over a restart. */
class RuleMemoryTest {

    private static final long MINUTE = 60_000;

    private final ManualClock clock = new ManualClock(0);
    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);
    private final List<Alert> heard = new ArrayList<>();
    private CatalogDatabase database;

    @TempDir private Path folder;

    @BeforeEach
    void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    /** A process's group with what the process before it kept. */
    private GroupRun process(Rule... rules) {
        return process(CatalogRuleMemory.open(database), rules);
    }

    private GroupRun process(RuleMemory memory, Rule... rules) {
        RuleGroup group =
                new RuleGroup("f", "g", Duration.ofMinutes(1), 0, Duration.ZERO, List.of(rules));
        return new GroupRun(
                group,
                new RuleParts(
                        RuleOptions.DEFAULTS,
                        Map.of(),
                        engine,
                        store,
                        (alerts, url, valid) -> heard.addAll(alerts),
                        memory,
                        clock));
    }

    private void seen(long millis) {
        CatalogRuleMemory.open(database).seen(millis);
    }

    /** A process's group after one before it was evaluated each minute up to the last. */
    private GroupRun restarted(Rule rule, long lastMinute) {
        GroupRun before = process(rule);
        for (long minute = 0; minute <= lastMinute; minute++) {
            before.evaluate(minute * MINUTE);
        }
        seen(lastMinute * MINUTE);
        heard.clear();
        return process(rule);
    }

    private static Rule.Alerting rule(Duration wait, Duration keep) {
        return new Rule.Alerting(
                "Busy", "load > 5", wait, keep, Map.of(), Map.of("summary", "at {{ $value }}"));
    }

    private void load(long fromMinute, long toMinute, double value) {
        for (long minute = fromMinute; minute <= toMinute; minute++) {
            store.add(Labels.of(Labels.METRIC_NAME, "load"), minute * MINUTE, value);
        }
    }

    private static Alert only(GroupRun group) {
        List<Alert> alerts = group.status().rules().getFirst().alerts();
        assertThat(alerts).hasSize(1);
        return alerts.getFirst();
    }

    @Test
    void aShortWaitGoesOnWhereItWas() {
        Rule.Alerting rule = rule(Duration.ofMinutes(5), Duration.ZERO);
        load(0, 20, 9);
        GroupRun after = restarted(rule, 3);
        after.evaluate(6 * MINUTE);
        // The three minutes without evaluation do not count as waiting.
        assertThat(only(after).activeAtMillis()).isEqualTo(3 * MINUTE);
        after.evaluate(7 * MINUTE);
        assertThat(only(after).state()).isEqualTo(Alert.State.PENDING);
        after.evaluate(8 * MINUTE);
        assertThat(only(after).state()).isEqualTo(Alert.State.FIRING);
    }

    @Test
    void aFiringAlertGoesOnFiringFromTheFirstRun() {
        Rule.Alerting rule = rule(Duration.ofMinutes(2), Duration.ZERO);
        load(0, 10, 9);
        GroupRun after = restarted(rule, 4);
        after.evaluate(9 * MINUTE);
        assertThat(only(after))
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
                            assertThat(alert.activeAtMillis()).isZero();
                            assertThat(alert.firedAtMillis()).isEqualTo(2 * MINUTE);
                        });
        assertThat(heard).singleElement().extracting(Alert::firedAtMillis).isEqualTo(2 * MINUTE);
    }

    @Test
    void anAlertOfAProcessThatWasKilledRightAfterItsStartGoesOn() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(120, 130, 9);
        process(rule).evaluate(120 * MINUTE);
        GroupRun after = process(rule);
        after.evaluate(125 * MINUTE);
        assertThat(only(after).activeAtMillis()).isEqualTo(120 * MINUTE);
    }

    @Test
    void anAlertWhoseSamplesAreNotThereYetIsAwaitedForTwoMinutes() {
        Rule.Alerting rule = rule(Duration.ofMinutes(2), Duration.ZERO);
        load(0, 4, 9);
        load(31, 31, 9);
        GroupRun after = restarted(rule, 4);
        after.evaluate(30 * MINUTE);
        assertThat(only(after).firedAtMillis()).isEqualTo(2 * MINUTE);
        after.evaluate(31 * MINUTE);
        assertThat(only(after).firedAtMillis()).isEqualTo(2 * MINUTE);
        GroupRun ended = process(rule);
        for (long minute = 50; minute <= 52; minute++) {
            ended.evaluate(minute * MINUTE);
            assertThat(only(ended).state()).isEqualTo(Alert.State.FIRING);
        }
        ended.evaluate(53 * MINUTE);
        assertThat(ended.status().rules().getFirst().alerts()).isEmpty();
        assertThat(heard.getLast().state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void samplesThatComeLateDoNotEndAnAlertThatWaitsLong() {
        Rule.Alerting rule = rule(Duration.ofMinutes(20), Duration.ZERO);
        load(0, 25, 9);
        load(42, 50, 9);
        GroupRun after = restarted(rule, 25);
        for (long minute = 40; minute <= 43; minute++) {
            after.evaluate(minute * MINUTE);
        }
        assertThat(only(after)).returns(20 * MINUTE, Alert::firedAtMillis);
        assertThat(heard).isNotEmpty().allMatch(alert -> alert.state() == Alert.State.FIRING);
    }

    @Test
    void samplesThatComeLateToAMemoryThatIsReadLateAreOfTheSameAlert() {
        Rule.Alerting rule = rule(Duration.ofMinutes(20), Duration.ZERO);
        load(0, 25, 9);
        load(42, 50, 9);
        restarted(rule, 25);
        GroupRun after = process(new MemoryReadLate(CatalogRuleMemory.open(database), 4), rule);
        for (long minute = 40; minute <= 44; minute++) {
            after.evaluate(minute * MINUTE);
        }
        assertThat(only(after)).returns(20 * MINUTE, Alert::firedAtMillis);
    }

    @Test
    void anAlertThatEndedDuringAShortStopIsToldSoAfterAsLong() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(0, 4, 9);
        load(5, 20, 1);
        GroupRun after = restarted(rule, 4);
        after.evaluate(5 * MINUTE);
        after.evaluate(6 * MINUTE);
        assertThat(only(after).state()).isEqualTo(Alert.State.FIRING);
        after.evaluate(7 * MINUTE);
        assertThat(heard.getLast().state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void whatIsKeptFiringEndsWhenItWouldHave() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ofMinutes(5));
        load(0, 1, 9);
        load(2, 20, 1);
        GroupRun after = restarted(rule, 3);
        after.evaluate(5 * MINUTE);
        after.evaluate(6 * MINUTE);
        assertThat(only(after).keepFiringSinceMillis()).isEqualTo(2 * MINUTE);
        after.evaluate(7 * MINUTE);
        assertThat(after.status().rules().getFirst().alerts()).isEmpty();
    }

    @Test
    void afterTooLongAStopAlertsStartOver() {
        Rule.Alerting rule = rule(Duration.ofMinutes(2), Duration.ZERO);
        load(0, 4, 9);
        load(90, 95, 9);
        GroupRun after = restarted(rule, 4);
        after.evaluate(90 * MINUTE);
        assertThat(only(after).activeAtMillis()).isEqualTo(90 * MINUTE);
    }

    /** A group whose memory cannot be read for a number of runs, after one that ran 5 minutes. */
    private GroupRun restartedUnread(Rule rule, int runs) {
        restarted(rule, 4);
        return process(new MemoryReadLate(CatalogRuleMemory.open(database), runs), rule);
    }

    @Test
    void anAlertGoesOnFiringOnceItsMemoryIsRead() {
        Rule.Alerting rule = rule(Duration.ofMinutes(2), Duration.ZERO);
        load(0, 20, 9);
        GroupRun after = restartedUnread(rule, 2);
        after.evaluate(9 * MINUTE);
        after.evaluate(10 * MINUTE);
        assertThat(only(after))
                .returns(Alert.State.PENDING, Alert::state)
                .returns(9 * MINUTE, Alert::activeAtMillis);
        assertThat(CatalogRuleMemory.open(database).alerts("f\ng"))
                .singleElement()
                .returns(0L, kept -> kept.alert().activeAtMillis());
        after.evaluate(11 * MINUTE);
        assertThat(only(after))
                .returns(Alert.State.FIRING, Alert::state)
                .returns(0L, Alert::activeAtMillis)
                .returns(2 * MINUTE, Alert::firedAtMillis);
        assertThat(heard).singleElement().returns(2 * MINUTE, Alert::firedAtMillis);
        assertThat(CatalogRuleMemory.open(database).alerts("f\ng"))
                .singleElement()
                .returns(2 * MINUTE, kept -> kept.alert().firedAtMillis());
    }

    @Test
    void aWaitGoesOnOnceItsMemoryIsRead() {
        Rule.Alerting rule = rule(Duration.ofMinutes(8), Duration.ZERO);
        load(0, 20, 9);
        GroupRun after = restartedUnread(rule, 1);
        after.evaluate(9 * MINUTE);
        after.evaluate(10 * MINUTE);
        // Four minutes had passed, and the five without evaluation do not count.
        assertThat(only(after).activeAtMillis()).isEqualTo(5 * MINUTE);
    }

    @Test
    void whatEndedBeforeItsMemoryWasReadIsToldToHaveEnded() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(0, 4, 9);
        load(5, 20, 1);
        GroupRun after = restartedUnread(rule, 1);
        after.evaluate(9 * MINUTE);
        assertThat(heard).isEmpty();
        after.evaluate(10 * MINUTE);
        after.evaluate(11 * MINUTE);
        assertThat(heard).allMatch(alert -> alert.state() == Alert.State.FIRING);
        heard.clear();
        after.evaluate(12 * MINUTE);
        assertThat(heard)
                .singleElement()
                .returns(Alert.State.RESOLVED, Alert::state)
                .returns(0L, Alert::activeAtMillis);
    }

    @Test
    void whatBeganAnewBeforeItsMemoryWasReadIsAnotherAlert() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(0, 9, 9);
        load(10, 11, 1);
        load(12, 20, 9);
        GroupRun after = restartedUnread(rule, 4);
        for (long minute = 9; minute <= 13; minute++) {
            after.evaluate(minute * MINUTE);
        }
        assertThat(only(after).activeAtMillis()).isEqualTo(12 * MINUTE);
    }

    @Test
    void aMemoryThatCannotBeReadForTooLongIsGivenUp() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(0, 120, 9);
        GroupRun after = restartedUnread(rule, 62);
        for (long minute = 9; minute <= 75; minute++) {
            after.evaluate(minute * MINUTE);
        }
        assertThat(only(after).activeAtMillis()).isEqualTo(9 * MINUTE);
        assertThat(CatalogRuleMemory.open(database).alerts("f\ng"))
                .singleElement()
                .returns(9 * MINUTE, kept -> kept.alert().activeAtMillis());
    }

    @Test
    void aGroupThatChangesStillAwaitsItsMemory() {
        Rule.Alerting rule = rule(Duration.ZERO, Duration.ZERO);
        load(0, 20, 9);
        GroupRun after = restartedUnread(rule, 1);
        after.evaluate(9 * MINUTE);
        GroupRun changed = process(rule, new Rule.Recording("a", "load", Map.of()));
        changed.inherit(after);
        changed.evaluate(10 * MINUTE);
        assertThat(changed.status().rules().getFirst().alerts())
                .singleElement()
                .returns(0L, Alert::activeAtMillis);
    }

    @Test
    void whatEndedAndWhatIsNoRuleAnyMoreIsForgotten() {
        load(0, 4, 9);
        GroupRun group = process(rule(Duration.ZERO, Duration.ZERO));
        group.evaluate(0);
        CatalogRuleMemory memory = CatalogRuleMemory.open(database);
        assertThat(memory.alerts("f\ng")).hasSize(1);
        GroupRun other = process(new Rule.Recording("a", "load", Map.of()));
        other.evaluate(MINUTE);
        assertThat(memory.alerts("f\ng")).isEmpty();
        group.evaluate(2 * MINUTE);
        memory.keepOnly(Set.of("f\nother"));
        assertThat(memory.alerts("f\ng")).isEmpty();
    }

    @Test
    void valuesThatAreNoNumbersAreKept() {
        CatalogRuleMemory memory = CatalogRuleMemory.open(database);
        Alert alert =
                new Alert(
                        Labels.of("alertname", "Ü \"x\""),
                        Map.of("a", "b"),
                        Alert.State.FIRING,
                        1,
                        2,
                        3,
                        0,
                        Double.NaN);
        memory.save("f\ng", List.of(new RuleMemory.KeptAlert("Ü#1", alert)), List.of(), 2);
        assertThat(memory.alerts("f\ng")).containsExactly(new RuleMemory.KeptAlert("Ü#1", alert));
        memory.save("f\ng", List.of(), List.of(new RuleMemory.KeptAlert("Ü#1", alert)), 3);
        assertThat(memory.alerts("f\ng")).isEmpty();
    }

    /** A memory that cannot be read for a while. */
    private static final class MemoryReadLate implements RuleMemory {

        private final RuleMemory memory;
        private int failures;

        MemoryReadLate(RuleMemory memory, int failures) {
            this.memory = memory;
            this.failures = failures;
        }

        @Override
        public List<KeptAlert> alerts(String group) {
            if (failures-- > 0) {
                throw new MuninnException(
                        MuninnException.Kind.UNAVAILABLE, "the database is locked");
            }
            return memory.alerts(group);
        }

        @Override
        public long term() {
            return memory.term();
        }

        @Override
        public long seenBeforeMillis() {
            return memory.seenBeforeMillis();
        }

        @Override
        public void seen(long millis) {
            memory.seen(millis);
        }

        @Override
        public void save(
                String group, List<KeptAlert> changed, List<KeptAlert> gone, long timeMillis) {
            memory.save(group, changed, gone, timeMillis);
        }

        @Override
        public void keepOnly(Set<String> groups) {
            memory.keepOnly(groups);
        }
    }
}
