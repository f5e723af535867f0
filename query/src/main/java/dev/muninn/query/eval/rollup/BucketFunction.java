package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.query.eval.series.Points;

/** A function of the windows of one series; may keep scratch memory, so one thread uses it. */
@FunctionalInterface
interface BucketFunction {

    /** By how much of itself an answer may differ from that of the samples. */
    double TOLERANCE = 1e-12;

    /** How far rounding may take a number from what it should be, of itself. */
    double ROUNDING = 0x1p-52;

    /** Memory for buckets with all that the function looks at. */
    default RollupBuffer newBuckets() {
        return new RollupBuffer();
    }

    /** Whether the buckets of a series tell what the function needs; if not, samples are taken. */
    default boolean canAnswer(RollupBuffer buckets) {
        return true;
    }

    /**
     * Sets the points of the steps whose windows give one; {@code out} is empty.
     *
     * @return whether the samples would give the same answer, to within {@link #TOLERANCE} or what
     *     was said of the function
     */
    boolean apply(BucketWindows windows, Points out);
}
