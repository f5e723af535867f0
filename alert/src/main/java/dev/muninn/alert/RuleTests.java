package dev.muninn.alert;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rulefile.RuleFiles;
import dev.muninn.alert.testing.RuleTestRun;
import dev.muninn.alert.testing.TestFile;
import dev.muninn.alert.testing.TestFileReader;
import dev.muninn.alert.testing.TestSeries;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs files of rule tests in the form of promtool's {@code test rules}. */
public final class RuleTests {

    private final RuleOptions options;
    private final QueryOptions queryOptions;
    private final Clock clock;

    public RuleTests(RuleOptions options, QueryOptions queryOptions, Clock clock) {
        this.options = options;
        this.queryOptions = queryOptions;
        this.clock = clock;
    }

    /**
     * What came of one file.
     *
     * @param tests how many it has
     * @param differences between what tests expect and what they got; empty if all is well
     * @param notFired alerting rules of which no test saw an alert fire
     */
    public record Result(int tests, List<String> differences, List<String> notFired) {}

    /**
     * Runs the tests of a file.
     *
     * @throws MuninnException of kind NOT_FOUND if the file is not there, of kind BAD_INPUT with
     *     all that is wrong with it or with the rule files it names
     */
    public Result run(Path file) {
        TestFile tests = TestFileReader.read(file.toString(), read(file));
        List<String> differences = new ArrayList<>();
        Coverage coverage = new Coverage();
        for (TestFile.Case test : tests.cases()) {
            run(file, tests, test, coverage)
                    .forEach(difference -> differences.add(test.name() + ": " + difference));
        }
        return new Result(tests.cases().size(), differences, coverage.notFired());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "test file " + file + " cannot be read", e);
        }
    }

    private List<String> run(Path file, TestFile tests, TestFile.Case test, Coverage coverage) {
        TestSeries series = new TestSeries();
        test.series().forEach(one -> series.add(one, test.startMillis(), test.interval()));
        try (QueryEngine engine = QueryEngine.open(series, queryOptions, clock)) {
            List<GroupRun> groups = groups(file, tests, test, engine, series);
            RuleTestRun run = new RuleTestRun(tests, test, groups, engine);
            List<String> differences = run.differences();
            groups.forEach(group -> coverage.add(group.group(), run.firedAlerts()));
            return differences;
        }
    }

    private List<GroupRun> groups(
            Path file, TestFile tests, TestFile.Case test, QueryEngine engine, TestSeries series) {
        Path folder = file.toAbsolutePath().getParent();
        List<String> patterns = new ArrayList<>();
        for (String pattern : tests.ruleFiles()) {
            String path = folder == null ? pattern : folder.resolve(pattern).normalize().toString();
            if (RuleFiles.isPattern(path) || Files.exists(Path.of(path))) {
                patterns.add(path);
            }
        }
        RuleOptions forTest =
                options.withInterval(tests.evaluationInterval())
                        .withExternalUrl(test.externalUrl());
        List<GroupRun> groups = new ArrayList<>();
        for (RuleGroup group : RuleBook.read(patterns, forTest, engine)) {
            groups.add(
                    new GroupRun(
                            group,
                            new RuleParts(
                                    forTest,
                                    test.externalLabels(),
                                    engine,
                                    series,
                                    AlertListener.NOBODY,
                                    RuleMemory.NOTHING,
                                    clock)));
        }
        List<String> order = tests.groupOrder();
        groups.sort(
                Comparator.comparingInt(
                        group -> {
                            int place = order.indexOf(group.group().name());
                            return place < 0 ? Integer.MAX_VALUE : place;
                        }));
        return groups;
    }

    /** Which alerting rules fired in some test. */
    private static final class Coverage {
        private final Set<String> all = new LinkedHashSet<>();
        private final Set<String> fired = new HashSet<>();

        void add(RuleGroup group, Set<String> firedAlerts) {
            for (Rule rule : group.rules()) {
                if (rule instanceof Rule.Alerting) {
                    all.add(rule.name());
                }
            }
            fired.addAll(firedAlerts);
        }

        List<String> notFired() {
            return all.stream().filter(name -> !fired.contains(name)).toList();
        }
    }
}
