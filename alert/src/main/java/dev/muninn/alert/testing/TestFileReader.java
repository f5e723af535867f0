package dev.muninn.alert.testing;

import dev.muninn.alert.testing.TestFile.AlertCheck;
import dev.muninn.alert.testing.TestFile.ExpectedAlert;
import dev.muninn.alert.testing.TestFile.ExpectedSample;
import dev.muninn.alert.testing.TestFile.QueryCheck;
import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.alert.yaml.Section;
import dev.muninn.alert.yaml.YamlText;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.SeriesText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads files of rule tests. */
public final class TestFileReader {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    private final Problems problems;

    private TestFileReader(String file) {
        problems = new Problems(file);
    }

    /**
     * Reads a file.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, a line each with its place
     */
    public static TestFile read(String file, String text) {
        return new TestFileReader(file).read(YamlText.compose(file, text), file);
    }

    private TestFile read(@Nullable Node root, String file) {
        if (root == null) {
            throw MuninnException.badInput(file + " is empty: a test file has a list 'tests'");
        }
        Section top = new Section(root, problems, "the file");
        List<TestFile.Case> cases = new ArrayList<>();
        Duration evaluationInterval = duration(top, "evaluation_interval", DEFAULT_INTERVAL);
        int number = 0;
        for (Node node : top.list("tests")) {
            cases.add(testCase(new Section(node, problems, "test " + ++number), number));
        }
        TestFile read =
                new TestFile(
                        top.textList("rule_files"),
                        evaluationInterval.isZero() ? DEFAULT_INTERVAL : evaluationInterval,
                        top.textList("group_eval_order"),
                        "true".equals(top.text("fuzzy_compare")),
                        cases);
        top.finish();
        problems.throwIfAny();
        return read;
    }

    private TestFile.Case testCase(Section section, int number) {
        String name = section.text("name");
        Duration interval = duration(section, "interval", DEFAULT_INTERVAL);
        List<SeriesText> series = new ArrayList<>();
        for (Node node : section.list("input_series")) {
            Section one = new Section(node, problems, "input series");
            String labels = one.text("series");
            String values = one.text("values");
            one.finish();
            SeriesText read =
                    attempt(
                            node,
                            () ->
                                    SeriesText.parse(
                                            labels == null ? "" : labels,
                                            values == null ? "" : values));
            if (read != null) {
                series.add(read);
            }
        }
        List<AlertCheck> alerts = new ArrayList<>();
        for (Node node : section.list("alert_rule_test")) {
            alerts.add(alertCheck(new Section(node, problems, "alert_rule_test")));
        }
        List<QueryCheck> queries = new ArrayList<>();
        for (Node node : section.list("promql_expr_test")) {
            queries.add(queryCheck(new Section(node, problems, "promql_expr_test")));
        }
        String externalUrl = section.text("external_url");
        TestFile.Case read =
                new TestFile.Case(
                        name == null ? "test " + number : name,
                        interval.isZero() ? DEFAULT_INTERVAL : interval,
                        startMillis(section),
                        series,
                        alerts,
                        queries,
                        section.texts("external_labels"),
                        externalUrl == null ? "" : externalUrl);
        section.finish();
        return read;
    }

    private long startMillis(Section section) {
        String text = section.text("start_timestamp");
        if (text == null) {
            return 0;
        }
        try {
            return text.matches("-?[0-9.]+")
                    ? Math.round(Double.parseDouble(text) * 1000)
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (NumberFormatException | DateTimeException e) {
            problems.add(
                    section.place("start_timestamp"),
                    "start_timestamp \"" + text + "\" is neither seconds nor RFC 3339");
            return 0;
        }
    }

    private AlertCheck alertCheck(Section section) {
        String name = section.text("alertname");
        if (name == null) {
            problems.add(section.node(), "alert_rule_test lacks alertname");
            name = "";
        }
        List<ExpectedAlert> expected = new ArrayList<>();
        for (Node node : section.list("exp_alerts")) {
            Section one = new Section(node, problems, "exp_alerts");
            Labels.Builder labels = Labels.builder();
            one.texts("exp_labels").forEach(labels::set);
            Map<String, String> annotations = one.texts("exp_annotations");
            one.finish();
            expected.add(new ExpectedAlert(labels.set("alertname", name).build(), annotations));
        }
        Duration at = duration(section, "eval_time", Duration.ZERO);
        section.finish();
        return new AlertCheck(at, name, expected);
    }

    private QueryCheck queryCheck(Section section) {
        String expr = section.text("expr");
        List<ExpectedSample> expected = new ArrayList<>();
        for (Node node : section.list("exp_samples")) {
            Section one = new Section(node, problems, "exp_samples");
            ExpectedSample sample = attempt(node, () -> sample(one));
            one.finish();
            if (sample != null) {
                expected.add(sample);
            }
        }
        Duration at = duration(section, "eval_time", Duration.ZERO);
        section.finish();
        return new QueryCheck(expr == null ? "" : expr, at, expected);
    }

    private static ExpectedSample sample(Section section) {
        String labels = section.text("labels");
        String value = section.text("value");
        String histogram = section.text("histogram");
        SeriesText.Value read =
                SeriesText.parse("x", value == null ? "0" : value).values().getFirst();
        return new ExpectedSample(
                labels == null || labels.isEmpty()
                        ? Labels.empty()
                        : SeriesText.parseLabels(labels),
                read == null ? 0 : read.number(),
                histogram == null ? null : SeriesText.parseHistogram(histogram));
    }

    private <T> @Nullable T attempt(Node node, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MuninnException e) {
            problems.add(node, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Duration duration(Section section, String key, Duration otherwise) {
        String text = section.text(key);
        if (text == null) {
            return otherwise;
        }
        Duration read = attempt(section.place(key), () -> PromDuration.parse(text));
        return read == null ? otherwise : read;
    }
}
