package dev.muninn.ingest.shape;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;

/** Copies what is wanted of a batch. */
final class BatchCopy {

    /** Copies a series, or what is wanted of it. */
    @FunctionalInterface
    interface SeriesCopy {

        /** Says whether anything of the series was wanted. */
        boolean copy(WriteBatch from, int series, WriteBatch to);
    }

    private BatchCopy() {}

    /** Fills the emptied batch; exemplars go with their series. */
    static void copy(WriteBatch from, WriteBatch to, SeriesCopy series) {
        to.clear();
        int exemplar = 0;
        for (int i = 0; i < from.seriesCount(); i++) {
            boolean isKept = series.copy(from, i, to);
            while (exemplar < from.exemplars().size()
                    && from.exemplars().get(exemplar).series() == i) {
                if (isKept) {
                    to.addExemplar(from.exemplars().get(exemplar).exemplar());
                }
                exemplar++;
            }
        }
        from.metadata().forEach(to::addMetadata);
    }

    /** Adds a sample to the series begun last. */
    static void addSample(WriteBatch from, int sample, WriteBatch to) {
        NativeHistogram histogram = from.histogram(sample);
        if (histogram == null) {
            to.addSample(from.timestamp(sample), from.value(sample));
        } else {
            to.addHistogram(from.timestamp(sample), histogram);
        }
        if (from.startTimestamp(sample) > 0) {
            to.startedAt(from.startTimestamp(sample));
        }
    }
}
