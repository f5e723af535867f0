package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import java.util.ArrayList;
import java.util.List;

/** Keeps the hash of each sample's series. */
final class CollectedHashes implements ExpositionHandler {

    private final TextHash hash = new TextHash(42);
    private final List<String> taken = new ArrayList<>();

    List<String> taken() {
        return taken;
    }

    private void take(WrittenSeries series) {
        series.hash(hash);
        taken.add(hash.high() + " " + hash.low());
    }

    @Override
    public void sample(WrittenSeries series, double value, long timestampMillis) {
        take(series);
    }

    @Override
    public void histogram(WrittenSeries series, NativeHistogram histogram, long timestampMillis) {
        take(series);
    }

    @Override
    public void exemplar(Labels labels, double value, long timestampMillis) {}

    @Override
    public void type(String metric, MetricMetadata.Type type) {}

    @Override
    public void help(String metric, String help) {}

    @Override
    public void unit(String metric, String unit) {}
}
