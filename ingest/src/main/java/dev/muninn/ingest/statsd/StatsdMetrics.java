package dev.muninn.ingest.statsd;

import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The metrics that packets have told of. Safe for use by many threads.
 *
 * <p>Counters become {@code name_total}; timers {@code name_seconds} and histograms {@code name}
 * become classic histograms; gauges keep their name; sets become the number of their values since
 * the last flush.
 */
public final class StatsdMetrics {

    /** Bounds of durations in seconds: those of Prometheus' client libraries. */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    /** Events by value; each counts as many as it stands for. */
    private static final class Distribution {
        private final double[] weighted = new double[BOUNDS.length + 1];
        private double count;
        private double sum;

        void add(double value, double weight) {
            int bucket = 0;
            while (bucket < BOUNDS.length && value > BOUNDS[bucket]) {
                bucket++;
            }
            weighted[bucket] += weight;
            count += weight;
            sum += value * weight;
        }
    }

    private final int maxSeries;
    private final Map<Labels, Double> counters = new LinkedHashMap<>();
    private final Map<Labels, Double> gauges = new LinkedHashMap<>();
    private final Map<Labels, Distribution> distributions = new LinkedHashMap<>();
    private final Map<Labels, Set<String>> sets = new HashMap<>();

    public StatsdMetrics(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    /** Adds the lines of a packet; those that are broken or one series too many are rejected. */
    public synchronized void receive(byte[] packet, int length, Rejections rejections) {
        String text = new String(packet, 0, length, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                try {
                    add(StatsdLine.parse(line.strip()));
                } catch (MuninnException e) {
                    Append reason =
                            e.kind() == MuninnException.Kind.LIMIT
                                    ? Append.SERIES_LIMIT
                                    : Append.INVALID_LABELS;
                    rejections.add(reason, 1, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void add(StatsdLine line) {
        for (String value : line.values()) {
            double weight = 1 / line.rate();
            switch (line.type()) {
                case COUNTER -> {
                    Labels labels = suffixed(line.labels(), "_total");
                    checkRoom(counters.containsKey(labels));
                    counters.merge(labels, StatsdLine.number(value) * weight, Double::sum);
                }
                case GAUGE -> {
                    checkRoom(gauges.containsKey(line.labels()));
                    boolean isChange = value.startsWith("+") || value.startsWith("-");
                    double number = StatsdLine.number(value);
                    gauges.merge(line.labels(), number, (old, now) -> isChange ? old + now : now);
                }
                case TIMER ->
                        distribution(suffixed(line.labels(), "_seconds"))
                                .add(StatsdLine.number(value) / 1000, weight);
                case HISTOGRAM -> distribution(line.labels()).add(StatsdLine.number(value), weight);
                case SET -> {
                    checkRoom(sets.containsKey(line.labels()));
                    sets.computeIfAbsent(line.labels(), key -> new HashSet<>()).add(value);
                }
            }
        }
    }

    private Distribution distribution(Labels labels) {
        checkRoom(distributions.containsKey(labels));
        return distributions.computeIfAbsent(labels, key -> new Distribution());
    }

    private void checkRoom(boolean isKnown) {
        int count = counters.size() + gauges.size() + distributions.size() + sets.size();
        if (!isKnown && count >= maxSeries) {
            throw MuninnException.limit("more than " + maxSeries + " StatsD metrics");
        }
    }

    private static Labels suffixed(Labels labels, String suffix) {
        return labels.with(Labels.METRIC_NAME, labels.metricName() + suffix);
    }

    /** Adds the state of all metrics to the batch; sets begin anew. */
    public synchronized void flush(WriteBatch into, long nowMillis) {
        counters.forEach((labels, value) -> add(into, labels, nowMillis, value));
        gauges.forEach((labels, value) -> add(into, labels, nowMillis, value));
        sets.forEach((labels, values) -> add(into, labels, nowMillis, values.size()));
        sets.values().forEach(Set::clear);
        distributions.forEach((labels, values) -> add(into, labels, nowMillis, values));
    }

    private static void add(WriteBatch into, Labels labels, long nowMillis, Distribution of) {
        Labels bucket = suffixed(labels, "_bucket");
        double running = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            running += of.weighted[i];
            add(into, bucket.with("le", GoFloat.format(BOUNDS[i])), nowMillis, running);
        }
        add(into, bucket.with("le", "+Inf"), nowMillis, of.count);
        add(into, suffixed(labels, "_sum"), nowMillis, of.sum);
        add(into, suffixed(labels, "_count"), nowMillis, of.count);
    }

    private static void add(WriteBatch into, Labels labels, long nowMillis, double value) {
        into.addSeries(labels);
        into.addSample(nowMillis, value);
    }
}
