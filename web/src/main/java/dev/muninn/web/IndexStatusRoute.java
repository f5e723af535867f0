package dev.muninn.web;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.TimeRange;
import dev.muninn.stream.JsonBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the series come from: the metrics, labels and pairs that make most of them. Counted when
 * asked, metric by metric, so that no more than one metric's series are held at a time.
 */
final class IndexStatusRoute {

    /** Longest lists, unless asked for others. */
    private static final int USUAL_LIMIT = 10;

    private static final int MAX_LIMIT = 10_000;

    private final SeriesIndex index;

    IndexStatusRoute(SeriesIndex index) {
        this.index = index;
    }

    List<Route> routes() {
        return List.of(Route.read("/api/v1/status/tsdb", this::status));
    }

    private void status(Call call) {
        int asked = call.parameters().limit("limit");
        int limit = asked == 0 ? USUAL_LIMIT : Math.min(asked, MAX_LIMIT);
        Map<String, Long> byMetric = new HashMap<>();
        Map<Label, Long> byPair = new HashMap<>();
        long series = countSeries(call, byMetric, byPair);
        Map<String, Long> valuesByName = new HashMap<>();
        Map<String, Long> bytesByName = new HashMap<>();
        Map<String, Long> byText = new HashMap<>();
        byPair.forEach(
                (pair, count) -> {
                    valuesByName.merge(pair.name(), 1L, Long::sum);
                    bytesByName.merge(pair.name(), (long) pair.value().length(), Long::sum);
                    byText.merge(pair.name() + "=" + pair.value(), count, Long::sum);
                });
        JsonBuffer json = PromJson.begin().raw("{\"headStats\":{\"numSeries\":").number(series);
        json.raw(",\"numLabelPairs\":").number(byPair.size()).raw('}');
        largest(json.raw(",\"seriesCountByMetricName\":"), byMetric, limit);
        largest(json.raw(",\"labelValueCountByLabelName\":"), valuesByName, limit);
        largest(json.raw(",\"memoryInBytesByLabelName\":"), bytesByName, limit);
        largest(json.raw(",\"seriesCountByLabelValuePair\":"), byText, limit);
        call.reply().json(200, json.raw("}}"));
    }

    private long countSeries(Call call, Map<String, Long> byMetric, Map<Label, Long> byPair) {
        long count = 0;
        for (String metric :
                index.labelValues(Labels.METRIC_NAME, List.of(), TimeRange.ALL, 0).items()) {
            if (call.isCancelled()) {
                break;
            }
            List<Matcher> ofMetric = List.of(Matcher.equal(Labels.METRIC_NAME, metric));
            List<Labels> found = index.series(ofMetric, TimeRange.ALL, 0).items();
            for (Labels labels : found) {
                for (int i = 0; i < labels.size(); i++) {
                    byPair.merge(new Label(labels.name(i), labels.value(i)), 1L, Long::sum);
                }
            }
            byMetric.put(metric, (long) found.size());
            count += found.size();
        }
        return count;
    }

    private static void largest(JsonBuffer json, Map<String, Long> counts, int limit) {
        List<Map.Entry<String, Long>> entries =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(limit)
                        .toList();
        json.raw('[');
        for (int i = 0; i < entries.size(); i++) {
            json.raw(i == 0 ? "{\"name\":" : ",{\"name\":").string(entries.get(i).getKey());
            json.raw(",\"value\":").number(entries.get(i).getValue()).raw('}');
        }
        json.raw(']');
    }
}
