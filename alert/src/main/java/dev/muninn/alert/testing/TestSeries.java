package dev.muninn.alert.testing;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.query.SeriesText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The series of one test and what its rules write: a store of any times, in memory. */
public final class TestSeries implements SeriesSource, SampleSink {

    private record Point(double value, @Nullable NativeHistogram histogram) {}

    private final NavigableMap<Labels, NavigableMap<Long, Point>> series = new TreeMap<>();

    /** Adds a series, one value per interval. */
    public synchronized void add(SeriesText text, long startMillis, Duration interval) {
        NavigableMap<Long, Point> points = points(text.labels());
        long time = startMillis;
        for (SeriesText.Value value : text.values()) {
            if (value != null) {
                points.put(time, new Point(value.number(), value.histogram()));
            }
            time += interval.toMillis();
        }
    }

    private NavigableMap<Long, Point> points(Labels labels) {
        return series.computeIfAbsent(labels, key -> new TreeMap<>());
    }

    @Override
    public Session session(String sender) {
        return this::write;
    }

    private synchronized WriteResult write(WriteBatch batch, Durability durability) {
        for (int i = 0; i < batch.seriesCount(); i++) {
            NavigableMap<Long, Point> points = points(batch.labels(i));
            for (int j = batch.firstSample(i); j < batch.endSample(i); j++) {
                points.put(batch.timestamp(j), new Point(batch.value(j), batch.histogram(j)));
            }
        }
        return new WriteResult(batch.sampleCount(), 0, 0, List.of());
    }

    @Override
    public synchronized SeriesSet select(Selection selection) {
        long from = selection.range().fromMillis();
        long to = selection.range().toMillis();
        List<Labels> labels = new ArrayList<>();
        List<NavigableMap<Long, Point>> found = new ArrayList<>();
        for (var entry : series.entrySet()) {
            if (from <= to && Matcher.allMatch(selection.matchers(), entry.getKey())) {
                var within = new TreeMap<>(entry.getValue().subMap(from, true, to, true));
                if (!within.isEmpty()) {
                    labels.add(entry.getKey());
                    found.add(within);
                }
            }
        }
        return new Selected(labels, found);
    }

    private record Selected(List<Labels> names, List<NavigableMap<Long, Point>> points)
            implements SeriesSet {

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public Labels labels(int index) {
            return names.get(index);
        }

        @Override
        public void read(int index, SampleBuffer into) {
            points.get(index)
                    .forEach(
                            (time, point) -> {
                                if (point.histogram() == null) {
                                    into.add(time, point.value());
                                } else {
                                    into.add(time, point.histogram());
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
}
