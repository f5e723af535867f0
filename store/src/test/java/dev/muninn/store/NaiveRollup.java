package dev.muninn.store;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.model.RollupSource;
import dev.muninn.model.Selection;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Buckets as values: made of samples in the plainest way, or read from a store. */
record NaiveRollup(NavigableMap<Labels, List<Bucket>> series) {

    record Bucket(
            long end,
            int count,
            double sum,
            double min,
            double max,
            double first,
            double last,
            long firstTime,
            long lastTime,
            double resetValue,
            int resets) {}

    static NaiveRollup of(Reading samples, long width, TimeRange ends) {
        NavigableMap<Labels, List<Bucket>> all = new TreeMap<>();
        samples.series()
                .forEach(
                        (labels, points) -> {
                            NavigableMap<Long, List<Reading.Point>> byEnd = new TreeMap<>();
                            for (Reading.Point point : points) {
                                long end = Math.ceilDiv(point.time(), width) * width;
                                boolean isFloat =
                                        point.histogram() == null
                                                && point.valueBits() != Staleness.MARKER_BITS;
                                if (isFloat && ends.contains(end)) {
                                    byEnd.computeIfAbsent(end, e -> new ArrayList<>()).add(point);
                                }
                            }
                            List<Bucket> buckets = new ArrayList<>();
                            byEnd.forEach((end, of) -> buckets.add(bucket(end, of)));
                            if (!buckets.isEmpty()) {
                                all.put(labels, buckets);
                            }
                        });
        return new NaiveRollup(all);
    }

    private static Bucket bucket(long end, List<Reading.Point> points) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double resetValue = 0;
        int resets = 0;
        for (int i = 0; i < points.size(); i++) {
            double value = Double.longBitsToDouble(points.get(i).valueBits());
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (i > 0) {
                double before = Double.longBitsToDouble(points.get(i - 1).valueBits());
                resets += value < before ? 1 : 0;
                resetValue += value < before ? before : 0;
            }
        }
        return new Bucket(
                end,
                points.size(),
                sum,
                min,
                max,
                Double.longBitsToDouble(points.getFirst().valueBits()),
                Double.longBitsToDouble(points.getLast().valueBits()),
                points.getFirst().time(),
                points.getLast().time(),
                resetValue,
                resets);
    }

    /** The buckets of one series, empty if there are none. */
    List<Bucket> of(Labels labels) {
        return series.getOrDefault(labels, List.of());
    }

    static NaiveRollup read(RollupSource source, long width, TimeRange ends, Matcher... matchers) {
        NavigableMap<Labels, List<Bucket>> all = new TreeMap<>();
        try (RollupSet set = source.select(new Selection(ends, List.of(matchers)), width)) {
            RollupBuffer buffer = new RollupBuffer();
            for (int i = 0; i < set.size(); i++) {
                buffer.clear();
                set.read(i, buffer);
                List<Bucket> buckets = new ArrayList<>();
                for (int b = 0; b < buffer.size(); b++) {
                    buckets.add(at(buffer, b));
                }
                if (!buckets.isEmpty()) {
                    all.put(set.labels(i), buckets);
                }
            }
        }
        return new NaiveRollup(all);
    }

    private static Bucket at(RollupBuffer buffer, int i) {
        return new Bucket(
                buffer.ends()[i],
                buffer.counts()[i],
                buffer.sums()[i],
                buffer.minima()[i],
                buffer.maxima()[i],
                buffer.firsts()[i],
                buffer.lasts()[i],
                buffer.firstTimes()[i],
                buffer.lastTimes()[i],
                buffer.resetValues()[i],
                buffer.resets()[i]);
    }
}
