package dev.muninn.query.eval.series;

/** A function of one series' points, step by step. */
@FunctionalInterface
public interface PointMap {

    /** Sets all of {@code to}, which may hold points of an earlier call. */
    void map(Points from, Points to);
}
