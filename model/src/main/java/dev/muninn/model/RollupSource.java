package dev.muninn.model;

import java.util.List;

/**
 * Samples summed up in buckets of equal width, to be read in place of the samples where a question
 * allows it. {@link SeriesSource#rollups} says where to get it.
 *
 * <p>A bucket of width w that ends at T holds the float samples of (T - w, T], which is what a
 * PromQL range of w looks at when it is asked at T; T is a multiple of w. Staleness markers and
 * native histograms are left out, and so are buckets without samples.
 *
 * <p>What can be answered with the same result as from samples, for ranges and steps that are
 * multiples of the width and times that are multiples too: {@code count, sum, avg, min, max, last,
 * first, present_over_time}, {@code increase, rate, delta, resets} (buckets are chained by the
 * values at their ends; see {@link RollupBuffer}). Sums are added in another order, so their last
 * digit may differ. What needs the lookback of an instant selector or the spread within a bucket
 * has to be asked of the samples. Quantiles are near those of samples where buckets have a {@link
 * ValueSketch}.
 */
public interface RollupSource {

    /** What can be had without samples: nothing. */
    RollupSource NONE = new NoRollups();

    /**
     * A width and the times it can answer for.
     *
     * @param widthMillis width of a bucket
     * @param oldestMillis end of the oldest bucket; there is nothing older in this width
     * @param rolledUpTo end of the newest bucket that was stored; later ones, up to the sample
     *     written last, are made of the samples when asked for: as right, but no faster
     */
    record Resolution(long widthMillis, long oldestMillis, long rolledUpTo) {}

    /** The widths kept at present, ascending. */
    List<Resolution> resolutions();

    /**
     * Since when samples themselves are kept; what is older can only be had in buckets. {@link
     * Long#MIN_VALUE} if nothing was dropped yet.
     */
    long samplesSince();

    /** Whether some series get a {@link ValueSketch} in each stored bucket at present. */
    boolean keepsSketches();

    /**
     * Finds the series that match and may have a bucket that ends in the selection's range.
     *
     * @param widthMillis one of {@link #resolutions}
     * @throws MuninnException of kind BAD_INPUT if there is no such width, of kind LIMIT if more
     *     than the allowed number of series match
     */
    RollupSet select(Selection selection, long widthMillis);
}
