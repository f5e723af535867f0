package dev.muninn.query.eval.select;

/** Values on the straight line between two samples. */
public final class Interpolation {

    private Interpolation() {}

    public static double between(
            long timeBefore, double before, long timeAfter, double after, long time) {
        return before + (after - before) * (time - timeBefore) / (timeAfter - timeBefore);
    }
}
