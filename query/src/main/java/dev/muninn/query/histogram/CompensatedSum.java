package dev.muninn.query.histogram;

/** A sum that keeps what rounding takes from it (Neumaier's variant of Kahan's method). */
final class CompensatedSum {

    /** To which a zero of either sign can be added without a change. */
    private double sum = -0.0;

    private double rest;

    void add(double value) {
        double next = sum + value;
        rest += BucketCounts.lost(sum, value, next);
        sum = next;
    }

    void scale(double factor) {
        sum *= factor;
        rest = scaledRest(rest, factor);
    }

    /** What was lost, scaled; if nothing was, infinity does not change that. */
    static double scaledRest(double rest, double factor) {
        return rest == 0 ? 0 : rest * factor;
    }

    void divide(double divisor) {
        sum /= divisor;
        rest /= divisor;
    }

    double value() {
        return rest == 0 ? sum : sum + rest;
    }
}
