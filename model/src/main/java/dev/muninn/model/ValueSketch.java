package dev.muninn.model;

/**
 * How the finite values of a bucket are spread, told to within a share of each value; kept where
 * percentiles of rolled up samples are wanted. Sketches of neighbouring buckets join to what one of
 * all their values would be. Confined to one thread while it is added to.
 */
public interface ValueSketch {

    /** By how much of itself a value may differ from the one that was put in. */
    double RELATIVE_ERROR = 0.01;

    /** How many values were put in. */
    long count();

    /**
     * The value that has {@code rank} others before it in ascending order.
     *
     * @param rank from 0 to before {@link #count}
     */
    double valueAt(long rank);

    /** Adds the values of another sketch of the same source. */
    void add(ValueSketch other);

    /** The same values, to be added to apart from these. */
    ValueSketch copy();
}
