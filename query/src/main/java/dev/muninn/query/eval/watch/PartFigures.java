package dev.muninn.query.eval.watch;

/** What one part of a query did, the parts below it included. Confined to the query's thread. */
public final class PartFigures {

    private long nanos;
    private long samples;
    private long series;
    private long points;
    private long widthMillis;

    void spent(long moreNanos, long moreSamples) {
        nanos += moreNanos;
        samples += moreSamples;
    }

    void found(long morePoints) {
        series++;
        points += morePoints;
    }

    void rolledUp(long width) {
        widthMillis = width;
    }

    public long nanos() {
        return nanos;
    }

    /** Samples read from the store, or buckets. */
    public long samples() {
        return samples;
    }

    /** How many series had points, or samples. */
    public long series() {
        return series;
    }

    /** Points of the result; of a range, the samples in it. */
    public long points() {
        return points;
    }

    /** The width of the buckets that it was answered from, or 0 for samples. */
    public long widthMillis() {
        return widthMillis;
    }
}
