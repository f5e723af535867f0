package dev.muninn.ingest.exposition;

import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads decimal floats from bytes, exactly, as Go's {@code ParseFloat} does. */
public final class FloatReader {

    /*
     * A significand below 2^53 times or divided by a power of ten up to 10^22 is one correctly
     * rounded operation on exact doubles (Clinger, 1990). The rest, about one value in a hundred of
     * usual expositions, goes to the library.
     */

    private static final long EXACT_SIGNIFICAND = 1L << 53;

    /** More digits than this might overflow the significand. */
    private static final int EXACT_DIGITS = 18;

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private FloatReader() {}

    /**
     * The number that the range spells.
     *
     * @throws MuninnException of kind BAD_INPUT if it spells none, or one too large for a double
     */
    public static double read(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        long significand = 0;
        int firstDigit = at;
        while (at < to && isDigit(bytes[at])) {
            significand = 10 * significand + (bytes[at] - '0');
            at++;
        }
        int digits = at - firstDigit;
        int fraction = 0;
        if (at < to && bytes[at] == '.') {
            int point = ++at;
            while (at < to && isDigit(bytes[at])) {
                significand = 10 * significand + (bytes[at] - '0');
                at++;
            }
            fraction = at - point;
            digits += fraction;
        }
        if (digits == 0) {
            return readWord(bytes, from, to);
        }
        int exponent = 0;
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            boolean negativeExponent = false;
            if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
                negativeExponent = bytes[at] == '-';
                at++;
            }
            int firstExponentDigit = at;
            while (at < to && isDigit(bytes[at])) {
                exponent = Math.min(100_000, 10 * exponent + (bytes[at] - '0'));
                at++;
            }
            if (at == firstExponentDigit) {
                throw invalid(bytes, from, to);
            }
            exponent = negativeExponent ? -exponent : exponent;
        }
        if (at != to) {
            throw invalid(bytes, from, to);
        }
        int scale = exponent - fraction;
        if (digits <= EXACT_DIGITS
                && significand < EXACT_SIGNIFICAND
                && Math.abs(scale) < POWERS.length) {
            double value = significand;
            value = scale < 0 ? value / POWERS[-scale] : value * POWERS[scale];
            return negative ? -value : value;
        }
        return readByLibrary(bytes, from, to);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static double readByLibrary(byte[] bytes, int from, int to) {
        double value =
                Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) {
            throw invalid(bytes, from, to);
        }
        return value;
    }

    private static double readWord(byte[] bytes, int from, int to) {
        // The longest word is "+infinity".
        String word =
                to - from > 9
                        ? ""
                        : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                                .toLowerCase(Locale.ROOT);
        return switch (word) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw invalid(bytes, from, to);
        };
    }

    private static MuninnException invalid(byte[] bytes, int from, int to) {
        int shown = Math.min(to - from, 40);
        return MuninnException.badInput(
                "\""
                        + new String(bytes, from, shown, StandardCharsets.ISO_8859_1)
                        + "\" is not a number");
    }
}
