package dev.muninn.query;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One series of a result, in columns. The first {@code size} entries are valid; arrays may be
 * shared with other series and must not be changed.
 *
 * @param histograms null if all points are floats, else an entry for each that is a histogram
 */
public record ResultSeries(
        Labels labels,
        long[] timestamps,
        double[] values,
        @Nullable NativeHistogram @Nullable [] histograms,
        int size) {

    public @Nullable NativeHistogram histogram(int index) {
        return histograms == null ? null : histograms[index];
    }
}
