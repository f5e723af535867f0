package dev.muninn.ingest.backfill;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;

/** Adds what is read of chunks to the series a batch had last, but for what was deleted. */
record ChunkSamples(WriteBatch batch, Tombstones tombstones, long series) {

    void add(long timestampMillis, double value) {
        if (!tombstones.cover(series, timestampMillis)) {
            batch.addSample(timestampMillis, value);
        }
    }

    void add(long timestampMillis, NativeHistogram histogram) {
        if (!tombstones.cover(series, timestampMillis)) {
            batch.addHistogram(timestampMillis, histogram);
        }
    }
}
