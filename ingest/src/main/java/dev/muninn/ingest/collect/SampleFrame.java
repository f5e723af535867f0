package dev.muninn.ingest.collect;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.Staleness;
import dev.muninn.model.Telemetry;
import dev.muninn.model.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The samples of one tick of a collector, on their way into a batch. */
public final class SampleFrame implements Telemetry {

    /*
     * begin, any number of samples, finish, then written or lost. The label bytes of a series are
     * made once and kept while the series is reported. A series of the tick before that this tick
     * leaves out gets a staleness marker. A lost tick changes nothing: its markers and metadata go
     * with the next one. The second sample of a series in one tick is left out.
     *
     * Confined to the collector's thread.
     */

    /** A series this frame has seen, with its value in the tick that reported it last. */
    static final class Series {
        private final Key key;
        private final byte[] labels;
        private long tick;
        private double value;

        private Series(Key key, byte[] labels) {
            this.key = key;
            this.labels = labels;
        }
    }

    private static final class Key {
        private final String name;
        private final String[] labels;
        private final int hash;

        Key(String name, String[] labels) {
            this.name = name;
            this.labels = labels;
            this.hash = 31 * name.hashCode() + Arrays.hashCode(labels);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && name.equals(key.name)
                    && Arrays.equals(labels, key.labels);
        }
    }

    private final Labels target;
    private final WriteBatch batch = new WriteBatch();
    private final Map<Key, Series> series = new HashMap<>();
    private final Set<String> described = new HashSet<>();
    private final List<MetricMetadata> newMetadata = new ArrayList<>();
    private final Map<Double, String> boundTexts = new HashMap<>();
    private List<Series> current = new ArrayList<>();
    private List<Series> previous = new ArrayList<>();
    private long timestampMillis;
    private long tick;

    /** A frame whose series all carry the target's labels, which win over the samples' own. */
    public SampleFrame(Labels target) {
        this.target = target;
    }

    /** Starts a tick. */
    public void begin(long newTimestampMillis) {
        timestampMillis = newTimestampMillis;
        tick++;
        current.clear();
    }

    @Override
    public void counter(String name, String help, double value, String... labels) {
        describe(name, MetricMetadata.Type.COUNTER, help);
        add(name, value, labels);
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        describe(name, MetricMetadata.Type.GAUGE, help);
        add(name, value, labels);
    }

    /** A value of which its source does not say whether it only grows. */
    public void untyped(String name, String help, double value, String... labels) {
        describe(name, MetricMetadata.Type.UNKNOWN, help);
        add(name, value, labels);
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        describe(name, MetricMetadata.Type.HISTOGRAM, help);
        String[] withBound = Arrays.copyOf(labels, labels.length + 2);
        withBound[labels.length] = "le";
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
            withBound[labels.length + 1] =
                    boundTexts.computeIfAbsent(bound, NumberText::canonicalBound);
            add(name + "_bucket", (double) total, withBound.clone());
        }
        add(name + "_count", (double) total, labels);
        add(name + "_sum", sum, labels);
    }

    @Override
    public void summary(String name, String help, long count, double sum, String... labels) {
        describe(name, MetricMetadata.Type.SUMMARY, help);
        add(name + "_count", (double) count, labels);
        add(name + "_sum", sum, labels);
    }

    private void describe(String name, MetricMetadata.Type type, String help) {
        if (described.add(name)) {
            newMetadata.add(new MetricMetadata(name, type, help, ""));
        }
    }

    private void add(String name, double value, String[] labels) {
        Key key = new Key(name, labels);
        Series found = series.get(key);
        if (found == null) {
            found = new Series(key, encode(name, labels));
            series.put(key, found);
        }
        add(found, value);
    }

    private void add(Series to, double value) {
        if (to.tick != tick) {
            to.tick = tick;
            to.value = value;
            current.add(to);
        }
    }

    private byte[] encode(String name, String[] labels) {
        Labels.Builder builder = Labels.builder().set(Labels.METRIC_NAME, name);
        for (int i = 0; i < labels.length; i += 2) {
            builder.set(labels[i], labels[i + 1]);
        }
        for (int i = 0; i < target.size(); i++) {
            builder.set(target.name(i), target.value(i));
        }
        return LabelBytes.encode(builder.build());
    }

    /** How many series this tick has so far. */
    int size() {
        return current.size();
    }

    /** The series of this tick from the given one on. */
    List<Series> since(int index) {
        return List.copyOf(current.subList(index, current.size()));
    }

    /** Reports series of an earlier tick once more, with their values of then. */
    void repeat(List<Series> earlier) {
        for (Series one : earlier) {
            add(one, one.value);
        }
    }

    /** Ends the tick; the batch is valid until the next one is finished. */
    public WriteBatch finish() {
        batch.clear();
        for (Series one : current) {
            batch.addSeries(one.labels);
            batch.addSample(timestampMillis, one.value);
        }
        for (Series one : previous) {
            if (one.tick != tick) {
                batch.addSeries(one.labels);
                batch.addSample(timestampMillis, Staleness.MARKER);
            }
        }
        newMetadata.forEach(batch::addMetadata);
        return batch;
    }

    /** The batch was stored. */
    public void written() {
        for (Series one : previous) {
            if (one.tick != tick) {
                series.remove(one.key, one);
            }
        }
        newMetadata.clear();
        swap();
    }

    /** The batch was not stored: what ended with it ends with the next one. */
    public void lost() {
        for (Series one : previous) {
            if (one.tick != tick) {
                current.add(one);
            }
        }
        swap();
    }

    private void swap() {
        List<Series> other = previous;
        previous = current;
        current = other;
    }
}
