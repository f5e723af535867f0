package dev.muninn.testkit;

import dev.muninn.model.Append;
import dev.muninn.model.Arrivals;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Generations;
import dev.muninn.model.Labels;
import dev.muninn.model.Lookup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import dev.muninn.model.Utf8Order;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contracts over sorted maps: slow, obvious, and the model that other stores are compared with.
 * Takes samples of any age. Safe for use by many threads.
 */
public final class MemoryStore implements SampleSink, SeriesSource, SeriesIndex, Closeable {

    private record Point(double value, @Nullable NativeHistogram histogram, long startMillis) {

        boolean isSame(Point other) {
            return histogram == null
                    ? other.histogram == null
                            && Double.doubleToRawLongBits(value)
                                    == Double.doubleToRawLongBits(other.value)
                    : other.histogram != null && histogram.hasSameCounts(other.histogram);
        }
    }

    private final NavigableMap<Labels, NavigableMap<Long, Point>> series = new TreeMap<>();
    private final Map<Labels, List<Exemplar>> exemplars = new TreeMap<>();
    private final NavigableMap<String, MetricMetadata> metadata = new TreeMap<>();
    private final ChangeList changes = new ChangeList();

    /** Adds one float sample; one already there at that time stays. */
    public void add(Labels labels, long timestampMillis, double value) {
        put(labels, timestampMillis, new Point(value, null, 0));
    }

    public void add(Labels labels, long timestampMillis, NativeHistogram histogram) {
        put(labels, timestampMillis, new Point(0, histogram, 0));
    }

    /** Adds one float sample of a counter that began at {@code startMillis}. */
    public void add(Labels labels, long timestampMillis, double value, long startMillis) {
        put(labels, timestampMillis, new Point(value, null, startMillis));
    }

    public void add(
            Labels labels, long timestampMillis, NativeHistogram histogram, long startMillis) {
        put(labels, timestampMillis, new Point(0, histogram, startMillis));
    }

    private synchronized Append put(Labels labels, long timestampMillis, Point point) {
        changes.add(labels.metricName(), timestampMillis);
        Point there =
                series.computeIfAbsent(labels, key -> new TreeMap<>())
                        .putIfAbsent(timestampMillis, point);
        return there == null || there.isSame(point) ? Append.STORED : Append.DUPLICATE;
    }

    /** Deletes the samples within the range of the series that match. */
    public synchronized void delete(List<Matcher> matchers, TimeRange range) {
        series.forEach(
                (labels, points) -> {
                    if (Matcher.allMatch(matchers, labels)) {
                        points.keySet().stream()
                                .filter(range::contains)
                                .forEach(time -> changes.add(labels.metricName(), time));
                        points.keySet().removeIf(range::contains);
                    }
                });
    }

    @Override
    public Arrivals arrivals(List<Matcher> matchers) {
        return new NewestSamples(() -> newest(matchers));
    }

    private synchronized Map<Labels, Long> newest(List<Matcher> matchers) {
        Map<Labels, Long> newest = new TreeMap<>();
        series.forEach(
                (labels, points) -> {
                    if (Matcher.allMatch(matchers, labels) && !points.isEmpty()) {
                        newest.put(labels, points.lastKey());
                    }
                });
        return newest;
    }

    @Override
    public Generations generations() {
        return changes;
    }

    @Override
    public Session session(String sender) {
        return this::write;
    }

    private synchronized WriteResult write(WriteBatch batch, Durability durability) {
        int floats = 0;
        int histograms = 0;
        Map<Append, WriteResult.Rejection> rejections = new TreeMap<>();
        for (int i = 0; i < batch.seriesCount(); i++) {
            int count = batch.endSample(i) - batch.firstSample(i);
            Labels labels;
            try {
                labels = batch.labels(i);
                if (labels.metricName().isEmpty()) {
                    throw MuninnException.badInput("labels " + labels + " have no metric name");
                }
            } catch (MuninnException e) {
                reject(rejections, Append.INVALID_LABELS, count, String.valueOf(e.getMessage()));
                continue;
            }
            for (int j = batch.firstSample(i); j < batch.endSample(i); j++) {
                NativeHistogram histogram = batch.histogram(j);
                Append outcome =
                        put(
                                labels,
                                batch.timestamp(j),
                                new Point(batch.value(j), histogram, batch.startTimestamp(j)));
                if (outcome != Append.STORED) {
                    reject(
                            rejections,
                            outcome,
                            1,
                            "series " + labels + " has another value at " + batch.timestamp(j));
                } else if (histogram == null) {
                    floats++;
                } else {
                    histograms++;
                }
            }
        }
        for (WriteBatch.SeriesExemplar entry : batch.exemplars()) {
            exemplars
                    .computeIfAbsent(batch.labels(entry.series()), key -> new ArrayList<>())
                    .add(entry.exemplar());
        }
        for (MetricMetadata about : batch.metadata()) {
            metadata.put(about.metric(), about);
        }
        return new WriteResult(
                floats, histograms, batch.exemplars().size(), List.copyOf(rejections.values()));
    }

    private static void reject(
            Map<Append, WriteResult.Rejection> rejections,
            Append reason,
            int count,
            String message) {
        rejections.merge(
                reason,
                new WriteResult.Rejection(reason, count, message),
                (a, b) ->
                        new WriteResult.Rejection(
                                reason, a.samples() + b.samples(), a.firstMessage()));
    }

    @Override
    public synchronized SeriesSet select(Selection selection) {
        long from = selection.range().fromMillis();
        long to = selection.range().toMillis();
        List<Labels> labels = new ArrayList<>();
        List<NavigableMap<Long, Point>> points = new ArrayList<>();
        for (var entry : series.entrySet()) {
            if (from <= to && Matcher.allMatch(selection.matchers(), entry.getKey())) {
                var within = new TreeMap<>(entry.getValue().subMap(from, true, to, true));
                if (!within.isEmpty()) {
                    labels.add(entry.getKey());
                    points.add(within);
                }
            }
        }
        return new Selected(labels, points);
    }

    private record Selected(List<Labels> labels, List<NavigableMap<Long, Point>> points)
            implements SeriesSet {

        @Override
        public int size() {
            return labels.size();
        }

        @Override
        public Labels labels(int index) {
            return labels.get(index);
        }

        @Override
        public void read(int index, SampleBuffer into) {
            points.get(index)
                    .forEach(
                            (time, point) -> {
                                if (point.histogram() != null) {
                                    into.add(time, point.histogram());
                                } else {
                                    into.add(time, point.value());
                                }
                                if (point.startMillis() != 0) {
                                    into.startedAt(point.startMillis());
                                }
                            });
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Override
    public Lookup<String> labelNames(List<Matcher> matchers, TimeRange range, int limit) {
        return collect(
                matchers,
                range,
                limit,
                labels -> labels.toList().stream().map(l -> l.name()).toList());
    }

    @Override
    public Lookup<String> labelValues(
            String name, List<Matcher> matchers, TimeRange range, int limit) {
        return collect(
                matchers,
                range,
                limit,
                labels -> labels.has(name) ? List.of(labels.get(name)) : List.of());
    }

    private Lookup<String> collect(
            List<Matcher> matchers,
            TimeRange range,
            int limit,
            Function<Labels, List<String>> strings) {
        SortedSet<String> found = new TreeSet<>(Utf8Order.COMPARATOR);
        for (Labels labels : series(matchers, range, 0).items()) {
            found.addAll(strings.apply(labels));
        }
        return limited(List.copyOf(found), limit);
    }

    @Override
    public Lookup<Labels> series(List<Matcher> matchers, TimeRange range, int limit) {
        try (SeriesSet set = select(new Selection(range, matchers))) {
            List<Labels> found = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                found.add(set.labels(i));
            }
            return limited(found, limit);
        }
    }

    @Override
    public synchronized Lookup<MetricMetadata> metadata(String metric, int limit) {
        List<MetricMetadata> found =
                metadata.values().stream()
                        .filter(about -> metric.isEmpty() || about.metric().equals(metric))
                        .toList();
        return limited(found, limit);
    }

    @Override
    public synchronized Lookup<SeriesExemplars> exemplars(List<Matcher> matchers, TimeRange range) {
        List<SeriesExemplars> found = new ArrayList<>();
        exemplars.forEach(
                (labels, list) -> {
                    List<Exemplar> within =
                            list.stream().filter(e -> range.contains(e.timestampMillis())).toList();
                    if (!within.isEmpty() && Matcher.allMatch(matchers, labels)) {
                        found.add(new SeriesExemplars(labels, within));
                    }
                });
        return Lookup.of(found);
    }

    private static <T> Lookup<T> limited(List<T> items, int limit) {
        return limit > 0 && items.size() > limit
                ? new Lookup<>(items.subList(0, limit), List.of("results truncated due to limit"))
                : Lookup.of(items);
    }

    /** Does nothing: it is all memory. */
    @Override
    public void close() {}
}
