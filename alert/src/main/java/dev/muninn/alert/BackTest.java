package dev.muninn.alert;

import dev.muninn.alert.backtest.Episode;
import dev.muninn.alert.backtest.EpisodeScan;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says what an alerting rule would have done over a time that is past. */
public final class BackTest {

    /** What one query of the range may have; the range is cut to that. */
    private static final int POINTS_PER_QUERY = 10_000;

    /** Enough to see every day of a month; more is noise, and said so by their number. */
    private static final int MAX_SHOWN = 1_000;

    private static final long SHORT_MILLIS = Duration.ofMinutes(5).toMillis();

    private final QueryEngine engine;
    private final RuleOptions options;

    public BackTest(QueryEngine engine, RuleOptions options) {
        this.engine = engine;
        this.options = options;
    }

    /**
     * Evaluates a rule at every step of its group between two times, and walks through its states.
     *
     * @param ruleText a rule, or a file with one, in Prometheus' form
     * @return a tree with the episodes and what they come to
     * @throws MuninnException of kind BAD_INPUT if the text has no alerting rule, or as a query's
     */
    public Map<String, @Nullable Object> run(
            String ruleText, long fromMillis, long toMillis, BooleanSupplier isCancelled) {
        RuleGroup group = group(ruleText);
        Rule.Alerting rule = alerting(group);
        long step = group.interval().toMillis();
        long from = Math.floorDiv(fromMillis, step) * step;
        Map<Labels, EpisodeScan> scans = new HashMap<>();
        long last = from;
        QueryCall call = new QueryCall(null, null, 0, isCancelled);
        for (long start = from; start <= toMillis; start += POINTS_PER_QUERY * step) {
            long end = Math.min(toMillis, start + (POINTS_PER_QUERY - 1) * step);
            ResultValue value = engine.range(rule.expr(), start, end, step, call).value();
            if (value instanceof ResultValue.Matrix matrix) {
                for (ResultSeries series : matrix.series()) {
                    Labels labels = labels(rule, series.labels());
                    scans.computeIfAbsent(labels, key -> new EpisodeScan(rule, step, key))
                            .add(series);
                }
            }
            last = start + (end - start) / step * step;
        }
        List<Episode> episodes = new ArrayList<>();
        for (EpisodeScan scan : scans.values()) {
            episodes.addAll(scan.finish(last));
        }
        episodes.sort(Comparator.comparingLong(Episode::activeAtMillis));
        return tree(rule, episodes, from, last, step);
    }

    private RuleGroup group(String text) {
        String file =
                text.strip().startsWith("groups:")
                        ? text
                        : "groups:\n- name: back-test\n  rules:\n  - "
                                + text.strip().replaceFirst("^- ", "").indent(4).strip();
        List<RuleGroup> groups = RuleFile.read("the rule", file, options, engine::format);
        if (groups.isEmpty()) {
            throw MuninnException.badInput("there is no rule in the text");
        }
        return groups.getFirst();
    }

    private static Rule.Alerting alerting(RuleGroup group) {
        for (Rule rule : group.rules()) {
            if (rule instanceof Rule.Alerting alerting) {
                return alerting;
            }
        }
        throw MuninnException.badInput("there is no alerting rule in the text: it has a key alert");
    }

    /** The labels of the alert; those of the rule that are templates stand as they are written. */
    private static Labels labels(Rule.Alerting rule, Labels element) {
        Labels.Builder labels = element.withoutMetricName().toBuilder();
        rule.labels().forEach(labels::set);
        return labels.set("alertname", rule.name()).build();
    }

    private static Map<String, @Nullable Object> tree(
            Rule.Alerting rule, List<Episode> episodes, long from, long to, long step) {
        List<Episode> fired = episodes.stream().filter(Episode::hasFired).toList();
        long firing = 0;
        long shortLived = 0;
        Map<Labels, Long> perAlert = new HashMap<>();
        for (Episode episode : fired) {
            long end = episode.endedAtMillis() == 0 ? to : episode.endedAtMillis();
            firing += end - episode.firedAtMillis();
            boolean isShort =
                    episode.endedAtMillis() != 0 && end - episode.firedAtMillis() < SHORT_MILLIS;
            shortLived += isShort ? 1 : 0;
            perAlert.merge(episode.labels(), 1L, Long::sum);
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("rule", rule.name());
        tree.put("from", from / 1000.0);
        tree.put("to", to / 1000.0);
        tree.put("step", step / 1000.0);
        tree.put("fired", (long) fired.size());
        tree.put("onlyPending", (long) episodes.size() - fired.size());
        tree.put("underFiveMinutes", shortLived);
        tree.put("firingSeconds", firing / 1000.0);
        tree.put("sentence", sentence(fired.size(), shortLived, from, to));
        tree.put("noisiest", noisiest(perAlert));
        tree.put("shown", (long) Math.min(MAX_SHOWN, episodes.size()));
        tree.put("episodes", episodes.stream().limit(MAX_SHOWN).map(BackTest::tree).toList());
        return tree;
    }

    private static String sentence(int fired, long shortLived, long from, long to) {
        return "would have fired "
                + fired
                + (fired == 1 ? " time in " : " times in ")
                + PromDuration.print(Duration.ofMillis(to - from))
                + (shortLived == 0 ? "" : ", " + shortLived + " of them for under five minutes");
    }

    private static List<Object> noisiest(Map<Labels, Long> perAlert) {
        List<Object> ranked = new ArrayList<>();
        perAlert.entrySet().stream()
                .sorted(Map.Entry.<Labels, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(10)
                .forEach(
                        entry ->
                                ranked.add(
                                        Map.of(
                                                "labels",
                                                map(entry.getKey()),
                                                "fired",
                                                entry.getValue())));
        return ranked;
    }

    private static Object tree(Episode episode) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("labels", map(episode.labels()));
        tree.put("activeAt", episode.activeAtMillis() / 1000.0);
        tree.put("firedAt", episode.hasFired() ? episode.firedAtMillis() / 1000.0 : null);
        tree.put("endedAt", episode.endedAtMillis() == 0 ? null : episode.endedAtMillis() / 1000.0);
        tree.put("peak", episode.peak());
        return tree;
    }

    private static Map<String, String> map(Labels labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Label label : labels.toList()) {
            map.put(label.name(), label.value());
        }
        return map;
    }
}
