package dev.muninn.store.codec;

/** Scales doubles with few decimals to integers by a power of ten. */
final class Decimals {

    /** Powers of ten that a double holds exactly and that leave room for digits below 2^53. */
    static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** Above, neighbouring integers are no longer all doubles. */
    private static final double MAX_INTEGER = 1L << 53;

    private Decimals() {}

    /** The smallest exponent that fits nearly all values, or -1. */
    static int exponentFor(long[] bits, int count, int limit) {
        int exponent = 0;
        int misses = 0;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(bits[i]);
            if (fits(value, bits[i], exponent)) {
                continue;
            }
            int tried = exponent + 1;
            while (tried < POWERS.length && !fits(value, bits[i], tried)) {
                tried++;
            }
            if (tried < POWERS.length) {
                exponent = tried;
            } else if (++misses > limit) {
                return -1;
            }
        }
        return exponent;
    }

    private static boolean fits(double value, long bits, int exponent) {
        double power = POWERS[exponent];
        double product = value * power;
        if (!(Math.abs(product) < MAX_INTEGER)) {
            return false;
        }
        long integer = round(product);
        return Double.doubleToRawLongBits(integer / power) == bits;
    }

    private static long round(double value) {
        return (long) (value + Math.copySign(0.5, value));
    }

    /**
     * Writes the nearest integer to {@code value * power} for each value.
     *
     * @param exceptions gets the places of those that the scale does not make of their integers
     * @param limit as many exceptions are allowed
     * @return the number of exceptions, or -1 if there are too many
     */
    static int scale(
            long[] bits,
            int count,
            double power,
            Scale scale,
            long[] scaled,
            int[] exceptions,
            int limit) {
        int outside = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            double product = Double.longBitsToDouble(bits[i]) * power;
            long integer = round(product);
            if (Math.abs(product) < MAX_INTEGER
                    && Double.doubleToRawLongBits(scale.of(integer)) == bits[i]) {
                before = integer;
            } else {
                if (outside == limit) {
                    return -1;
                }
                exceptions[outside++] = i;
            }
            scaled[i] = before;
        }
        return outside;
    }
}
