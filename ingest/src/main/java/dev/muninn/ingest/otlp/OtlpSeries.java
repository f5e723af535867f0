package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.Rejections;
import dev.muninn.ingest.wire.SeriesCache;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.WriteBatch;
import java.util.List;

/** What is known of the series of one way in. Safe for use by many threads. */
public final class OtlpSeries {

    private final Naming naming;
    private final Deltas deltas;
    private final Contexts contexts;
    private final SeriesCache cache = new SeriesCache();

    /**
     * Nothing known yet.
     *
     * @param promotedAttributes resource attributes that become labels of every series
     * @param maxDeltaSeries of how many series differences are added up; 0 to refuse them
     */
    public OtlpSeries(List<String> promotedAttributes, Naming naming, int maxDeltaSeries) {
        this.naming = naming;
        deltas = new Deltas(maxDeltaSeries);
        contexts = new Contexts(promotedAttributes, naming);
    }

    Contexts contexts() {
        return contexts;
    }

    TextHash newHash() {
        return cache.newHash();
    }

    /** Makes labels for one thread, whose hash it is. */
    PointLabels newLabels(TextHash hash) {
        return new PointLabels(naming, cache, hash);
    }

    PointWriter writer(TextHash hash, PointLabels labels, WriteBatch into, Rejections rejections) {
        return new PointWriter(naming, cache, deltas, hash, labels, into, rejections);
    }
}
