package dev.muninn.query.eval.function;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.select.InstantSelector;
import dev.muninn.query.eval.select.Look;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.eval.series.SameLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code info()}: adds the labels of info metrics to series of the same instance and job. */
public final class InfoLabels {

    private static final List<String> IDENTITY = List.of("instance", "job");
    private static final String DEFAULT_METRIC = "target_info";

    private final InstantSelector selector;
    private final Budget budget;
    private final List<Column> results = new ArrayList<>();

    public InfoLabels(InstantSelector selector, Budget budget) {
        this.selector = selector;
        this.budget = budget;
    }

    /**
     * @param matchers of the info metrics and of labels to take from them; null for all of the
     *     default one
     * @param look when the series look, and so their info
     */
    public Columns add(Columns columns, @Nullable List<Matcher> matchers, Look look) {
        List<Matcher> nameMatchers = new ArrayList<>();
        List<Matcher> labelMatchers = new ArrayList<>();
        for (Matcher matcher : matchers == null ? List.<Matcher>of() : matchers) {
            (matcher.name().equals(Labels.METRIC_NAME) ? nameMatchers : labelMatchers).add(matcher);
        }
        if (matchers == null) {
            nameMatchers.add(Matcher.equal(Labels.METRIC_NAME, DEFAULT_METRIC));
        }
        List<Column> base = new ArrayList<>();
        SameLabels.collect(columns, base, budget);
        List<Column> enriched = new ArrayList<>();
        for (Column column : base) {
            String name = column.labels().metricName();
            if (!nameMatchers.isEmpty() && nameMatchers.stream().allMatch(m -> m.matches(name))) {
                results.add(column);
            } else {
                enriched.add(column);
            }
        }
        Map<Labels, Map<String, List<Column>>> infos =
                select(enriched, nameMatchers, labelMatchers, look, columns);
        for (Column column : enriched) {
            enrich(
                    column,
                    infos.getOrDefault(column.labels().only(IDENTITY), Map.of()),
                    labelMatchers);
        }
        return SameLabels.merged(columns.grid(), results);
    }

    /** The info series by identity and name; their values are the times of their samples. */
    private Map<Labels, Map<String, List<Column>>> select(
            List<Column> columns,
            List<Matcher> nameMatchers,
            List<Matcher> labelMatchers,
            Look look,
            Columns like) {
        List<Matcher> all = new ArrayList<>(nameMatchers);
        if (nameMatchers.isEmpty()) {
            all.add(Matcher.equal(Labels.METRIC_NAME, DEFAULT_METRIC));
        }
        boolean isIdentified = false;
        for (String name : IDENTITY) {
            Set<String> values = new TreeSet<>();
            columns.forEach(column -> values.add(column.labels().get(name)));
            values.remove("");
            if (!values.isEmpty()) {
                isIdentified = true;
                all.add(Matcher.regexp(name, alternatives(values), new OneOf(values)));
            }
        }
        if (!isIdentified) {
            return Map.of();
        }
        all.addAll(labelMatchers);
        List<Column> infos = new ArrayList<>();
        SameLabels.collect(
                selector.latest(all, look, like.grid(), InstantSelector.Take.TIMESTAMP),
                infos,
                budget);
        Map<Labels, Map<String, List<Column>>> grouped = new HashMap<>();
        for (Column info : infos) {
            grouped.computeIfAbsent(info.labels().only(IDENTITY), key -> new TreeMap<>())
                    .computeIfAbsent(info.labels().metricName(), key -> new ArrayList<>())
                    .add(info);
        }
        return grouped;
    }

    /** A set of values as what a store can look up without trying each. */
    private record OneOf(Set<String> values) implements Matcher.Pattern {

        @Override
        public boolean matches(String value) {
            return values.contains(value);
        }

        @Override
        public List<String> literals() {
            return List.copyOf(values);
        }
    }

    private static String alternatives(Set<String> values) {
        return String.join(
                "|",
                values.stream()
                        .map(v -> v.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0"))
                        .toList());
    }

    /** Splits a series by which info series it meets. */
    private void enrich(
            Column column, Map<String, List<Column>> infos, List<Matcher> labelMatchers) {
        boolean keepsBare = labelMatchers.stream().allMatch(Matcher::matchesEmpty);
        Set<String> wanted = new LinkedHashSet<>();
        labelMatchers.forEach(matcher -> wanted.add(matcher.name()));
        Map<List<Column>, Points> parts = new LinkedHashMap<>();
        Points points = column.points();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            List<Column> met = new ArrayList<>(infos.size());
            for (List<Column> ofName : infos.values()) {
                Column latest = latest(ofName, step);
                if (latest != null) {
                    met.add(latest);
                }
            }
            if (!met.isEmpty() || keepsBare) {
                parts.computeIfAbsent(met, key -> new Points(points.steps())).set(step, points);
            }
        }
        parts.forEach(
                (met, part) ->
                        results.add(
                                new Column(
                                        labels(column.labels(), met, wanted),
                                        column.dropsName(),
                                        part)));
    }

    private static @Nullable Column latest(List<Column> infos, int step) {
        Column latest = null;
        for (Column info : infos) {
            if (!info.points().has(step)) {
                continue;
            }
            double time = info.points().values()[step];
            if (latest == null || time > latest.points().values()[step]) {
                latest = info;
            } else if (time == latest.points().values()[step]) {
                throw unprocessable(
                        "found duplicate series for info metric: existing "
                                + Names.text(latest.labels())
                                + " @ "
                                + (long) (time * 1000)
                                + ", new "
                                + Names.text(info.labels())
                                + " @ "
                                + (long) (time * 1000));
            }
        }
        return latest;
    }

    private static Labels labels(Labels base, List<Column> infos, Set<String> wanted) {
        Map<String, String> added = new TreeMap<>();
        for (Column info : infos) {
            for (Label label : info.labels().toList()) {
                String name = label.name();
                if (name.equals(Labels.METRIC_NAME)
                        || (!wanted.isEmpty() && !wanted.contains(name))) {
                    continue;
                }
                String known = added.get(name);
                if (known != null && !known.equals(label.value())) {
                    throw unprocessable("conflicting label: " + name);
                }
                if (!base.has(name)) {
                    added.put(name, label.value());
                }
            }
        }
        Labels.Builder labels = base.toBuilder();
        added.forEach(labels::set);
        return labels.build();
    }

    private static MuninnException unprocessable(String message) {
        return new MuninnException(MuninnException.Kind.UNPROCESSABLE, message);
    }
}
