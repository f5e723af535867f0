package dev.muninn.ingest.exposition;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.WriteBatch;
import java.util.HashMap;
import java.util.Map;

/** Adds the lines of a pushed exposition to a batch; confined to one thread. */
public final class ExpositionBatch implements ExpositionHandler {

    private final WriteBatch batch;
    private final Labels extraLabels;
    private final long nowMillis;
    private final Map<String, MetricMetadata> metadata = new HashMap<>();

    /**
     * A handler for one exposition.
     *
     * @param extraLabels labels of every series, over its own
     * @param nowMillis the time of samples without one
     */
    public ExpositionBatch(WriteBatch batch, Labels extraLabels, long nowMillis) {
        this.batch = batch;
        this.extraLabels = extraLabels;
        this.nowMillis = nowMillis;
    }

    @Override
    public void sample(SeriesText series, double value, long timestampMillis) {
        Labels labels = series.labels();
        if (!extraLabels.isEmpty()) {
            Labels.Builder all = labels.toBuilder();
            extraLabels.toList().forEach(label -> all.set(label.name(), label.value()));
            labels = all.build();
        }
        batch.addSeries(labels);
        batch.addSample(timestampMillis == NO_TIMESTAMP ? nowMillis : timestampMillis, value);
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
