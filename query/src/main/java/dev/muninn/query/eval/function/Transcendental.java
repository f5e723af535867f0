package dev.muninn.query.eval.function;

/** Mathematical functions that Java lacks. */
final class Transcendental {

    private static final double LN_2 = Math.log(2);

    /** Above this the square of a number swallows 1. */
    private static final double LARGE = 0x1p28;

    private Transcendental() {}

    /** The logarithm to base 2; exact for powers of 2. */
    static double log2(double value) {
        if (!(value > 0) || Double.isInfinite(value) || value < Double.MIN_NORMAL) {
            return Math.log(value) / LN_2;
        }
        int exponent = Math.getExponent(value) + 1;
        double fraction = Math.scalb(value, -exponent);
        return fraction == 0.5 ? exponent - 1 : Math.log(fraction) * (1 / LN_2) + exponent;
    }

    static double asinh(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size == 0) {
            return value;
        }
        double result;
        if (size > LARGE) {
            result = Math.log(size) + LN_2;
        } else if (size > 2) {
            result = Math.log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
        } else if (size < 1 / LARGE) {
            result = size;
        } else {
            result = Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
        }
        return Math.copySign(result, value);
    }

    static double acosh(double value) {
        if (value < 1 || Double.isNaN(value)) {
            return Double.NaN;
        }
        if (value >= LARGE) {
            return Math.log(value) + LN_2;
        }
        if (value > 2) {
            return Math.log(2 * value - 1 / (value + Math.sqrt(value * value - 1)));
        }
        double above = value - 1;
        return Math.log1p(above + Math.sqrt(2 * above + above * above));
    }

    static double atanh(double value) {
        double size = Math.abs(value);
        if (size > 1 || Double.isNaN(value)) {
            return Double.NaN;
        }
        double result;
        if (size == 1) {
            result = Double.POSITIVE_INFINITY;
        } else if (size < 1 / LARGE) {
            result = size;
        } else if (size < 0.5) {
            double twice = size + size;
            result = 0.5 * Math.log1p(twice + twice * size / (1 - size));
        } else {
            result = 0.5 * Math.log1p((size + size) / (1 - size));
        }
        return Math.copySign(result, value);
    }
}
