package dev.muninn.ingest.collect;

import java.math.BigDecimal;

/** Numbers as the Prometheus formats write them. */
final class NumberText {

    private NumberText() {}

    /** The shortest text that reads back as the same number. */
    static String format(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        if (value == Double.NEGATIVE_INFINITY) {
            return "-Inf";
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        int exponentAt = text.indexOf('E');
        if (exponentAt < 0) {
            return text;
        }
        int exponent = Integer.parseInt(text, exponentAt + 1, text.length(), 10);
        if (exponent >= -4 && exponent < 15) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        String mantissa = text.substring(0, exponentAt);
        if (mantissa.endsWith(".0")) {
            mantissa = mantissa.substring(0, mantissa.length() - 2);
        }
        String digits = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
    }

    /** The one text of a bucket's bound, {@code 1.0} for a whole one, as OpenMetrics has it. */
    static String canonicalBound(double bound) {
        String text = format(bound);
        boolean isWhole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        return isWhole ? text + ".0" : text;
    }
}
