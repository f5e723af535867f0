package dev.muninn.ingest.scrape;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;

/**
 * How fine native histograms may be; what is finer is stored at a lower resolution.
 *
 * @param buckets at most so many, 0 for no limit
 * @param minFactor from each bucket's bound to the next at least, 0 for no limit
 */
record HistogramLimits(long buckets, double minFactor) {

    static final HistogramLimits NONE = new HistogramLimits(0, 0);

    private static final String BUCKETS = "native_histogram_bucket_limit";
    private static final String MIN_FACTOR = "native_histogram_min_bucket_factor";

    private static final int MIN_SCHEMA = -4;
    private static final int MAX_SCHEMA = 8;

    static HistogramLimits read(YamlSection job) {
        String factor = job.text(MIN_FACTOR, "0");
        try {
            return new HistogramLimits(job.count(BUCKETS, 0), Double.parseDouble(factor));
        } catch (NumberFormatException e) {
            throw job.fault(MIN_FACTOR, "\"" + factor + "\" is no number, such as 1.1");
        }
    }

    /**
     * The histogram at the highest resolution that the limits allow.
     *
     * @throws MuninnException of kind LIMIT if none does
     */
    NativeHistogram apply(NativeHistogram histogram) {
        NativeHistogram fitting =
                histogram.hasCustomBounds() ? histogram : CoarserBuckets.of(histogram, maxSchema());
        while (buckets > 0 && bucketCount(fitting) > buckets) {
            if (fitting.hasCustomBounds() || fitting.schema() <= MIN_SCHEMA) {
                throw MuninnException.limit(
                        BUCKETS
                                + " "
                                + buckets
                                + " exceeded ("
                                + bucketCount(fitting)
                                + " at the lowest resolution)");
            }
            fitting = CoarserBuckets.of(fitting, fitting.schema() - 1);
        }
        return fitting;
    }

    private static int bucketCount(NativeHistogram histogram) {
        return histogram.positiveBuckets().length + histogram.negativeBuckets().length;
    }

    /** Bounds of schema s grow by 2^(2^-s). */
    private int maxSchema() {
        if (minFactor <= 1) {
            return MAX_SCHEMA;
        }
        double schema = Math.floor(-Math.log(Math.log(minFactor) / Math.log(2)) / Math.log(2));
        return (int) Math.clamp(schema, MIN_SCHEMA, MAX_SCHEMA);
    }
}
