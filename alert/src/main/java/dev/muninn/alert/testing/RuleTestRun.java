package dev.muninn.alert.testing;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleQueries;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.testing.TestFile.AlertCheck;
import dev.muninn.alert.testing.TestFile.ExpectedAlert;
import dev.muninn.alert.testing.TestFile.ExpectedSample;
import dev.muninn.alert.testing.TestFile.QueryCheck;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One test: evaluates the groups from its start to its last check, and compares. */
public final class RuleTestRun {

    /** What promtool allows where a file asks for fuzzy comparison: one step of a double. */
    private static final double FUZZY_ULPS = 1.5;

    private final TestFile file;
    private final TestFile.Case test;
    private final List<GroupRun> groups;
    private final QueryEngine engine;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> fired = new HashSet<>();

    public RuleTestRun(
            TestFile file, TestFile.Case test, List<GroupRun> groups, QueryEngine engine) {
        this.file = file;
        this.test = test;
        this.groups = groups;
        this.engine = engine;
    }

    /** Names of the alerts that fired at some time. */
    public Set<String> firedAlerts() {
        return fired;
    }

    /** Runs the test and tells what was not as expected. */
    public List<String> differences() {
        long step = file.evaluationInterval().toMillis();
        long end = test.startMillis() + test.length().toMillis();
        for (long time = test.startMillis(); time <= end; time += step) {
            if (!evaluate(time)) {
                return differences;
            }
            for (AlertCheck check : test.alerts()) {
                long at = test.startMillis() + check.at().toMillis();
                if (at >= time && at < time + step) {
                    check(check);
                }
            }
        }
        test.queries().forEach(this::check);
        return differences;
    }

    private boolean evaluate(long timeMillis) {
        boolean isWell = true;
        for (GroupRun group : groups) {
            group.evaluate(timeMillis);
            for (RuleStatus rule : group.status().rules()) {
                if (!rule.lastError().isEmpty()) {
                    isWell = false;
                    differences.add(
                            "rule "
                                    + rule.rule().name()
                                    + " failed at "
                                    + words(timeMillis)
                                    + ": "
                                    + rule.lastError());
                }
                if (rule.alerts().stream().anyMatch(a -> a.state() == Alert.State.FIRING)) {
                    fired.add(rule.rule().name());
                }
            }
        }
        return isWell;
    }

    private String words(long timeMillis) {
        return PromDuration.print(Duration.ofMillis(timeMillis - test.startMillis()));
    }

    private void check(AlertCheck check) {
        List<ExpectedAlert> got = new ArrayList<>();
        for (GroupRun group : groups) {
            for (RuleStatus rule : group.status().rules()) {
                if (rule.rule().name().equals(check.alertName())) {
                    rule.alerts().stream()
                            .filter(alert -> alert.state() == Alert.State.FIRING)
                            .forEach(
                                    alert ->
                                            got.add(
                                                    new ExpectedAlert(
                                                            alert.labels(), alert.annotations())));
                }
            }
        }
        Comparator<ExpectedAlert> order =
                Comparator.comparing(ExpectedAlert::labels)
                        .thenComparing(alert -> alert.annotations().toString());
        List<ExpectedAlert> expected = new ArrayList<>(check.expected());
        expected.sort(order);
        got.sort(order);
        if (!expected.equals(got)) {
            differences.add(
                    "alert "
                            + check.alertName()
                            + " at "
                            + PromDuration.print(check.at())
                            + difference(expected, got));
        }
    }

    private static String difference(List<?> expected, List<?> got) {
        return "\n    expected: " + lines(expected) + "\n    got:      " + lines(got);
    }

    private static String lines(List<?> items) {
        return items.isEmpty()
                ? "nothing"
                : String.join("\n              ", items.stream().map(Object::toString).toList());
    }

    private void check(QueryCheck check) {
        List<ExpectedSample> got = new ArrayList<>();
        try {
            long at = test.startMillis() + check.at().toMillis();
            for (ResultSeries series :
                    new RuleQueries(engine, List.of()).elements(check.expr(), at)) {
                got.add(
                        new ExpectedSample(
                                series.labels(), series.values()[0], series.histogram(0)));
            }
        } catch (MuninnException e) {
            differences.add(check.expr() + " failed: " + e.getMessage());
            return;
        }
        List<ExpectedSample> expected = new ArrayList<>(check.expected());
        expected.sort(Comparator.comparing(ExpectedSample::labels));
        got.sort(Comparator.comparing(ExpectedSample::labels));
        boolean isSame = expected.size() == got.size();
        for (int i = 0; isSame && i < got.size(); i++) {
            isSame = isSame(expected.get(i), got.get(i));
        }
        if (!isSame) {
            differences.add(
                    check.expr()
                            + " at "
                            + PromDuration.print(check.at())
                            + difference(expected, got));
        }
    }

    /** Whether a counter went on or nobody knows is the same to a test that does not say. */
    private static boolean isSame(
            @Nullable NativeHistogram expected, @Nullable NativeHistogram got) {
        return expected != null
                && got != null
                && expected.hasSameCounts(got)
                && (expected.resetHint() == got.resetHint()
                        || (isQuiet(expected.resetHint()) && isQuiet(got.resetHint())));
    }

    private static boolean isQuiet(NativeHistogram.ResetHint hint) {
        return hint == NativeHistogram.ResetHint.UNKNOWN
                || hint == NativeHistogram.ResetHint.NO_RESET;
    }

    private boolean isSame(ExpectedSample expected, ExpectedSample got) {
        if (!expected.labels().equals(got.labels())) {
            return false;
        }
        if (expected.histogram() != null || got.histogram() != null) {
            return isSame(expected.histogram(), got.histogram());
        }
        double a = expected.value();
        double b = got.value();
        return Double.compare(a, b) == 0
                || a == b
                || (file.isFuzzy()
                        && Math.abs(a - b) <= FUZZY_ULPS * Math.max(Math.ulp(a), Math.ulp(b)));
    }
}
