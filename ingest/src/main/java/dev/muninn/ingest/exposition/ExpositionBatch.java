package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.SeriesCache;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;
import java.util.HashMap;
import java.util.Map;

/** Adds the lines of a pushed exposition to a batch; confined to one thread. */
public final class ExpositionBatch implements ExpositionHandler {

    private final WriteBatch batch;
    private final SeriesCache cache;
    private final TextHash hash;
    private final Labels extraLabels;
    private final long extraHigh;
    private final long extraLow;
    private final long nowMillis;
    private final Map<String, MetricMetadata> metadata = new HashMap<>();

    /**
     * A handler for one exposition.
     *
     * @param cache what others pushed, and this one adds to
     * @param hash of the cache; confined to this thread
     * @param extraLabels labels of every series, over its own
     * @param nowMillis the time of samples without one
     */
    public ExpositionBatch(
            WriteBatch batch,
            SeriesCache cache,
            TextHash hash,
            Labels extraLabels,
            long nowMillis) {
        this.batch = batch;
        this.cache = cache;
        this.hash = hash;
        this.extraLabels = extraLabels;
        this.nowMillis = nowMillis;
        byte[] extra = LabelBytes.encode(extraLabels);
        hash.take(extra, 0, extra.length, 0);
        extraHigh = hash.high();
        extraLow = hash.low();
    }

    @Override
    public void sample(WrittenSeries series, double value, long timestampMillis) {
        begin(series);
        batch.addSample(timestampMillis == NO_TIMESTAMP ? nowMillis : timestampMillis, value);
    }

    @Override
    public void histogram(WrittenSeries series, NativeHistogram histogram, long timestampMillis) {
        begin(series);
        long time = timestampMillis == NO_TIMESTAMP ? nowMillis : timestampMillis;
        batch.addHistogram(time, histogram);
    }

    private void begin(WrittenSeries series) {
        series.hash(hash);
        hash.combine(extraHigh, extraLow);
        SeriesCache.Entry known = cache.find(hash);
        if (known == null) {
            known = cache.add(hash, LabelBytes.encode(labels(series)));
        }
        batch.addSeries(known.series(0));
    }

    private Labels labels(WrittenSeries series) {
        Labels own = series.labels();
        if (extraLabels.isEmpty()) {
            return own;
        }
        Labels.Builder all = own.toBuilder();
        extraLabels.toList().forEach(label -> all.set(label.name(), label.value()));
        return all.build();
    }

    @Override
    public void exemplar(Labels labels, double value, long timestampMillis) {
        long time = timestampMillis == NO_TIMESTAMP ? nowMillis : timestampMillis;
        batch.addExemplar(new Exemplar(labels, value, time));
    }

    @Override
    public void type(String metric, MetricMetadata.Type type) {
        MetricMetadata before = before(metric);
        metadata.put(metric, new MetricMetadata(metric, type, before.help(), before.unit()));
    }

    @Override
    public void help(String metric, String help) {
        MetricMetadata before = before(metric);
        metadata.put(metric, new MetricMetadata(metric, before.type(), help, before.unit()));
    }

    @Override
    public void unit(String metric, String unit) {
        MetricMetadata before = before(metric);
        metadata.put(metric, new MetricMetadata(metric, before.type(), before.help(), unit));
    }

    private MetricMetadata before(String metric) {
        MetricMetadata known = metadata.get(metric);
        return known == null
                ? new MetricMetadata(metric, MetricMetadata.Type.UNKNOWN, "", "")
                : known;
    }

    /** Adds what the exposition said of its metrics. */
    public void finish() {
        metadata.values().forEach(batch::addMetadata);
    }
}
