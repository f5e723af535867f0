package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.SeriesCache;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a request's points, made only for series that a store does not know by their
 * fingerprints. Confined to one thread; points into the request's body.
 */
final class PointLabels implements WriteBatch.LabelSource {

    private final Naming naming;
    private final SeriesCache cache;
    private final TextHash hash;
    private final AttributeRun attributes = new AttributeRun();

    /** Per series of the batch; null where the labels were placed at once. */
    private @Nullable MetricContext[] metrics = new @Nullable MetricContext[64];

    private int[] from = new int[64];
    private int[] to = new int[64];
    private byte[] body = {};
    private int count;

    PointLabels(Naming naming, SeriesCache cache, TextHash hash) {
        this.naming = naming;
        this.cache = cache;
        this.hash = hash;
    }

    /** Begins a request. */
    void clear() {
        Arrays.fill(metrics, 0, count, null);
        count = 0;
    }

    /** Notes whose labels the series begun last in the batch would have. */
    void note(int series, MetricContext metric, AttributeRun run) {
        if (series >= metrics.length) {
            int capacity = 2 * series;
            metrics = Arrays.copyOf(metrics, capacity);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
        }
        metrics[series] = metric;
        // A run without attributes may still name the array of an earlier request.
        body = run.from() < run.to() ? run.bytes() : body;
        from[series] = run.from();
        to[series] = run.to();
        count = series + 1;
    }

    @Override
    public void placeLabels(WriteBatch batch) {
        for (int i = 0; i < count; i++) {
            MetricContext metric = metrics[i];
            if (metric != null) {
                hash.resume(batch.fingerprintHigh(i), batch.fingerprintLow(i));
                SeriesCache.Entry entry = cache.find(hash);
                if (entry == null) {
                    attributes.set(body, from[i], to[i]);
                    entry = cache.add(hash, LabelBytes.encode(of(metric, attributes)));
                }
                batch.placeLabels(i, entry.series(0));
            }
        }
    }

    /** The labels of a point. */
    Labels of(MetricContext metric, AttributeRun run) {
        Labels.Builder labels = naming.labels(AttributeReader.read(run));
        Labels shared = metric.shared();
        for (int i = 0; i < shared.size(); i++) {
            labels.set(shared.name(i), shared.value(i));
        }
        return labels.set(Labels.METRIC_NAME, metric.name()).build();
    }
}
