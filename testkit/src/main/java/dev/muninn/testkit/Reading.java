package dev.muninn.testkit;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a selection yields, as values that can be compared; series without samples left out.
 */
public record Reading(NavigableMap<Labels, List<Point>> series, List<String> warnings) {

    /** A sample; the value by its bits, as NaN kinds differ. */
    public record Point(
            long time, long valueBits, @Nullable NativeHistogram histogram, long startMillis) {

        public static Point of(long time, double value) {
            return new Point(time, Double.doubleToRawLongBits(value), null, 0);
        }
    }

    public static Reading of(SeriesSource source, TimeRange range, Matcher... matchers) {
        NavigableMap<Labels, List<Point>> series = new TreeMap<>();
        try (SeriesSet set = source.select(new Selection(range, List.of(matchers)))) {
            SampleBuffer buffer = new SampleBuffer();
            for (int i = 0; i < set.size(); i++) {
                buffer.clear();
                set.read(i, buffer);
                if (!buffer.isEmpty()) {
                    series.put(set.labels(i), points(buffer));
                }
            }
            return new Reading(series, set.warnings());
        }
    }

    public static Reading all(SeriesSource source) {
        return of(source, TimeRange.ALL);
    }

    private static List<Point> points(SampleBuffer buffer) {
        List<Point> points = new ArrayList<>(buffer.size());
        long[] starts = buffer.startTimestamps();
        for (int i = 0; i < buffer.size(); i++) {
            NativeHistogram histogram = buffer.histogram(i);
            points.add(
                    new Point(
                            buffer.timestamps()[i],
                            histogram == null ? Double.doubleToRawLongBits(buffer.values()[i]) : 0,
                            histogram,
                            starts == null ? 0 : starts[i]));
        }
        return points;
    }

    /** The samples of one series, empty if there are none. */
    public List<Point> of(Labels labels) {
        return series.getOrDefault(labels, List.of());
    }
}
