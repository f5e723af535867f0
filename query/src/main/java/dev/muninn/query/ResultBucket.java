package dev.muninn.query;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.histogram.HistogramBuckets;
import java.util.List;

/**
 * A bucket of a native histogram with its bounds.
 *
 * @param boundaryRule which bounds belong to it: 0 the upper, 1 the lower, 2 none, 3 both
 */
public record ResultBucket(int boundaryRule, double lower, double upper, double count) {

    /** The buckets of a histogram, ascending. */
    public static List<ResultBucket> of(NativeHistogram histogram) {
        return HistogramBuckets.of(histogram).stream()
                .map(b -> new ResultBucket(b.boundaryRule(), b.lower(), b.upper(), b.count()))
                .toList();
    }
}
