package dev.muninn.ingest.exposition;

import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Floats as the exposition formats write them: by the rules of Go, which all senders follow. */
final class FloatText {

    /** Decimal exponents from here on are written: a million is {@code 1e+06}. */
    private static final int FIRST_LARGE_EXPONENT = 6;

    private static final int LAST_SMALL_EXPONENT = -5;

    private FloatText() {}

    /**
     * The value of {@code le} of a histogram or {@code quantile} of a summary in its one form, so
     * that {@code 1} and {@code 1.0} are one series; any other value as it is.
     */
    static String normalisedBound(MetricMetadata.Type type, String name, String value) {
        boolean isBound =
                (type == MetricMetadata.Type.HISTOGRAM && name.equals("le"))
                        || (type == MetricMetadata.Type.SUMMARY && name.equals("quantile"));
        if (!isBound) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        double bound;
        try {
            bound = FloatReader.read(bytes, 0, bytes.length);
        } catch (MuninnException e) {
            return value;
        }
        return format(bound);
    }

    /** The shortest digits that read back the same, with a point or an exponent. */
    static String format(double value) {
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
