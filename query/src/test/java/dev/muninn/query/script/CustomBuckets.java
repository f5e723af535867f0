package dev.muninn.query.script;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.Staleness;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.notation.SeriesNotation;
import dev.muninn.query.notation.SeriesValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes native histograms with custom bounds of the series of classic ones. */
final class CustomBuckets {

    private record Parts(
            SortedMap<Double, List<@Nullable SeriesValue>> buckets,
            List<List<@Nullable SeriesValue>> counts,
            List<List<@Nullable SeriesValue>> sums) {}

    private CustomBuckets() {}

    static List<ScriptSeries> of(List<ScriptSeries> classic) {
        Map<Labels, Parts> histograms = new LinkedHashMap<>();
        for (ScriptSeries series : classic) {
            String name = series.labels().metricName();
            if (name.endsWith("_bucket") && series.labels().has("le")) {
                double bound = SeriesNotation.number(series.labels().get("le"));
                parts(histograms, series.labels(), "_bucket").buckets().put(bound, series.values());
            } else if (name.endsWith("_count")) {
                parts(histograms, series.labels(), "_count").counts().add(series.values());
            } else if (name.endsWith("_sum")) {
                parts(histograms, series.labels(), "_sum").sums().add(series.values());
            }
        }
        List<ScriptSeries> converted = new ArrayList<>();
        histograms.forEach(
                (labels, parts) -> {
                    if (!parts.buckets().isEmpty()) {
                        converted.add(new ScriptSeries(labels, values(parts)));
                    }
                });
        return converted;
    }

    private static Parts parts(Map<Labels, Parts> histograms, Labels labels, String suffix) {
        String name = labels.metricName();
        Labels key =
                labels.toBuilder()
                        .remove("le")
                        .set(Labels.METRIC_NAME, name.substring(0, name.length() - suffix.length()))
                        .build();
        return histograms.computeIfAbsent(
                key, k -> new Parts(new TreeMap<>(), new ArrayList<>(), new ArrayList<>()));
    }

    private static List<@Nullable SeriesValue> values(Parts parts) {
        int length = parts.buckets().values().stream().mapToInt(List::size).max().orElse(0);
        List<@Nullable SeriesValue> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(value(parts, i));
        }
        return values;
    }

    private static @Nullable SeriesValue value(Parts parts, int at) {
        SortedMap<Double, Double> cumulative = new TreeMap<>();
        parts.buckets()
                .forEach(
                        (bound, series) -> {
                            SeriesValue value = at < series.size() ? series.get(at) : null;
                            if (value != null) {
                                cumulative.put(bound, value.number());
                            }
                        });
        if (cumulative.isEmpty() || cumulative.values().stream().anyMatch(Staleness::isMarker)) {
            return null;
        }
        double[] bounds =
                cumulative.keySet().stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .toArray();
        double count =
                number(parts.counts(), at, cumulative.getOrDefault(cumulative.lastKey(), 0.0));
        double[] buckets = new double[bounds.length + 1];
        double below = 0;
        for (int i = 0; i < bounds.length; i++) {
            double upTo = cumulative.getOrDefault(bounds[i], 0.0);
            buckets[i] = upTo - below;
            below = upTo;
        }
        buckets[bounds.length] = count - below;
        NativeHistogram histogram =
                new NativeHistogram(
                        ResetHint.UNKNOWN,
                        NativeHistogram.CUSTOM_SCHEMA,
                        0,
                        0,
                        count,
                        number(parts.sums(), at, 0),
                        new int[] {0, buckets.length},
                        buckets,
                        new int[0],
                        new double[0],
                        bounds);
        return SeriesValue.of(HistogramMath.compact(histogram));
    }

    private static double number(
            List<List<@Nullable SeriesValue>> series, int at, double otherwise) {
        for (List<@Nullable SeriesValue> values : series) {
            SeriesValue value = at < values.size() ? values.get(at) : null;
            if (value != null) {
                return value.number();
            }
        }
        return otherwise;
    }
}
