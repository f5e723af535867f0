package dev.muninn.ingest.wire;

import java.math.BigDecimal;

/** Floats as Go writes them, which Prometheus' bounds of buckets and quantiles follow. */
public final class GoFloat {

    /** Decimal exponents from here on are written: a million is {@code 1e+06}. */
    private static final int FIRST_LARGE_EXPONENT = 6;

    private static final int LAST_SMALL_EXPONENT = -5;

    private GoFloat() {}

    /** The shortest digits that read back the same, with a point or an exponent. */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return "0.0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int exponent = digits.length() - 1 - exact.scale();
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        if (exponent <= LAST_SMALL_EXPONENT || exponent >= FIRST_LARGE_EXPONENT) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            text.append('e').append(exponent < 0 ? '-' : '+');
            int size = Math.abs(exponent);
            return text.append(size < 10 ? "0" : "").append(size).toString();
        }
        String plain = exact.toPlainString();
        return text.append(plain).append(plain.contains(".") ? "" : ".0").toString();
    }
}
