package dev.muninn.query.histogram;

/** The bounds of exponential buckets: of bucket i, the upper one is {@code 2^(i / 2^schema)}. */
public final class BucketBounds {

    /** The highest resolution: each bucket is 0.27 % wider than the one below. */
    public static final int MAX_SCHEMA = 8;

    /** The lowest resolution: each bucket is 65,536 times as wide as the one below. */
    public static final int MIN_SCHEMA = -4;

    private static final int STEPS = 1 << MAX_SCHEMA;

    /** {@code 2^(i/256)} for one octave, which all schemas share. */
    private static final double[] OCTAVE = octave();

    private BucketBounds() {}

    /**
     * Bounds stand in answers, and in labels even, so they are Prometheus' to the last digit:
     * products of repeated square roots, the greatest first and that one rounded down.
     */
    private static double[] octave() {
        double[] bounds = new double[STEPS];
        bounds[0] = 1;
        double root = 2;
        for (int gap = STEPS / 2; gap > 0; gap /= 2) {
            root = Math.sqrt(root);
            double factor = gap == STEPS / 2 ? Math.nextDown(root) : root;
            for (int i = 0; i < STEPS; i += 2 * gap) {
                bounds[i + gap] = bounds[i] * factor;
            }
        }
        return bounds;
    }

    /** The upper bound of a positive bucket; the highest finite one ends at the largest double. */
    public static double upper(int index, int schema) {
        long exponent;
        double fraction = 1;
        if (schema <= 0) {
            exponent = (long) index << -schema;
        } else {
            exponent = index >> schema;
            fraction = OCTAVE[(index & ((1 << schema) - 1)) << (MAX_SCHEMA - schema)];
        }
        if (exponent == Double.MAX_EXPONENT + 1L && fraction == 1) {
            return Double.MAX_VALUE;
        }
        return Math.scalb(fraction, (int) Math.clamp(exponent, -3000L, 3000L));
    }

    public static double lower(int index, int schema) {
        return upper(index - 1, schema);
    }

    /** The bucket of a lower resolution that a bucket of a higher one falls into. */
    static int reduced(int index, int schema, int lowerSchema) {
        return ((index - 1) >> (schema - lowerSchema)) + 1;
    }
}
