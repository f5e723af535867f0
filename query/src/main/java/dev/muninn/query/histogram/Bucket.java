package dev.muninn.query.histogram;

/** A bucket with its bounds, the lower one of which may be negative infinity. */
public record Bucket(
        double lower,
        double upper,
        boolean isLowerIncluded,
        boolean isUpperIncluded,
        double count) {

    /**
     * Which bounds belong to it, as Prometheus' HTTP API numbers it: 0 the upper one, 1 the lower
     * one, 2 none, 3 both.
     */
    public int boundaryRule() {
        if (isLowerIncluded) {
            return isUpperIncluded ? 3 : 1;
        }
        return isUpperIncluded ? 0 : 2;
    }

    boolean isAroundZero() {
        return lower <= 0 && upper >= 0;
    }
}
