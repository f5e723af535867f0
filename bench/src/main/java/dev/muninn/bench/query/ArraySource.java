package dev.muninn.bench.query;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Series in arrays that are read by copying, as near to free as a source can be. */
final class ArraySource implements SeriesSource {

    private record Stored(Labels labels, long[] times, double[] values) {}

    private final List<Stored> stored = new ArrayList<>();

    /**
     * Counters {@code requests_total} of so many instances, buckets {@code latency_bucket} of a
     * tenth as many, and gauges {@code memory_bytes}, one sample every {@code stepMillis}.
     */
    static ArraySource create(int instances, int samples, long stepMillis) {
        ArraySource source = new ArraySource();
        Random random = new Random(7);
        for (int i = 0; i < instances; i++) {
            String instance = String.format("host-%05d:9100", i);
            source.counter(
                    random,
                    samples,
                    stepMillis,
                    "__name__",
                    "requests_total",
                    "instance",
                    instance,
                    "job",
                    "job-" + i % 20);
            source.gauge(
                    random,
                    samples,
                    stepMillis,
                    "__name__",
                    "memory_bytes",
                    "instance",
                    instance,
                    "job",
                    "job-" + i % 20);
        }
        String[] bounds = {"+Inf", "0.005", "0.01", "0.05", "0.1", "0.5", "1", "5"};
        for (int i = 0; i < instances / 10; i++) {
            for (String bound : bounds) {
                source.counter(
                        random,
                        samples,
                        stepMillis,
                        "__name__",
                        "latency_bucket",
                        "instance",
                        String.format("host-%05d:9100", i),
                        "le",
                        bound);
            }
        }
        source.stored.sort((a, b) -> a.labels().compareTo(b.labels()));
        return source;
    }

    private void counter(Random random, int samples, long stepMillis, String... labels) {
        double[] values = new double[samples];
        double total = random.nextInt(1000);
        for (int i = 0; i < samples; i++) {
            total += random.nextInt(100);
            values[i] = total;
        }
        add(samples, stepMillis, values, labels);
    }

    private void gauge(Random random, int samples, long stepMillis, String... labels) {
        double[] values = new double[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = random.nextDouble() * 1e9;
        }
        add(samples, stepMillis, values, labels);
    }

    private void add(int samples, long stepMillis, double[] values, String... labels) {
        long[] times = new long[samples];
        Arrays.setAll(times, i -> i * stepMillis);
        stored.add(new Stored(Labels.of(labels), times, values));
    }

    @Override
    public SeriesSet select(Selection selection) {
        List<Stored> found = new ArrayList<>();
        for (Stored series : stored) {
            if (Matcher.allMatch(selection.matchers(), series.labels())) {
                found.add(series);
            }
        }
        long from = selection.range().fromMillis();
        long to = selection.range().toMillis();
        return new SeriesSet() {
            @Override
            public int size() {
                return found.size();
            }

            @Override
            public Labels labels(int index) {
                return found.get(index).labels();
            }

            @Override
            public void read(int index, SampleBuffer into) {
                Stored series = found.get(index);
                int first = position(series.times(), from);
                int count = position(series.times(), to + 1) - first;
                into.reserve(count);
                System.arraycopy(series.times(), first, into.timestamps(), into.size(), count);
                System.arraycopy(series.values(), first, into.values(), into.size(), count);
                into.added(count);
            }

            @Override
            public List<String> warnings() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    private static int position(long[] times, long time) {
        int at = Arrays.binarySearch(times, time);
        return at >= 0 ? at : -at - 1;
    }
}
