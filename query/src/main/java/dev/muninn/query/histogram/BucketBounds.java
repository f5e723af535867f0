package dev.muninn.query.histogram;

import java.math.BigDecimal;
import java.math.MathContext;

/** The bounds of exponential buckets: of bucket i, the upper one is {@code 2^(i / 2^schema)}. */
public final class BucketBounds {

    /** The highest resolution: each bucket is 0.27 % wider than the one below. */
    public static final int MAX_SCHEMA = 8;

    /** The lowest resolution: each bucket is 65,536 times as wide as the one below. */
    public static final int MIN_SCHEMA = -4;

    private static final int STEPS = 1 << MAX_SCHEMA;

    /** {@code 2^(i/256)} for one octave; exactly rounded, so that all schemas share bounds. */
    private static final double[] OCTAVE = octave();

    private BucketBounds() {}

    private static double[] octave() {
        MathContext digits = new MathContext(40);
        BigDecimal factor = BigDecimal.TWO;
        for (int i = 0; i < MAX_SCHEMA; i++) {
            factor = factor.sqrt(digits);
        }
        double[] bounds = new double[STEPS];
        BigDecimal bound = BigDecimal.ONE;
        for (int i = 0; i < STEPS; i++) {
            bounds[i] = bound.doubleValue();
            bound = bound.multiply(factor, digits);
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
