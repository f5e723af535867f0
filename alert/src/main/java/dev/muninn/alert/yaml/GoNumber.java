package dev.muninn.alert.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of YAML 1.1 as Alertmanager reads them: {@code 1_000}, {@code 0x1f}, {@code 1e3}. */
public final class GoNumber {

    private static final Pattern WHOLE =
            Pattern.compile(
                    "([-+]?)(?:0x([0-9a-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private static final int[] BASES = {16, 2, 8, 10};

    private GoNumber() {}

    /** A whole number, or null if the text is none that 64 bits hold. */
    public static @Nullable Long whole(String text) {
        BigInteger number = number(text);
        return number == null || number.bitLength() > 63 ? null : Long.valueOf(number.longValue());
    }

    /** A whole number that is not below zero, or null; what is too big becomes the biggest. */
    public static @Nullable Long count(String text) {
        BigInteger number = number(text);
        if (number == null || number.signum() < 0) {
            return null;
        }
        return number.bitLength() > 63 ? Long.MAX_VALUE : number.longValue();
    }

    /** A number with or without a fraction, or null. */
    public static @Nullable Double decimal(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> {
                String digits = text.replace("_", "");
                BigInteger number = number(text);
                if (DECIMAL.matcher(digits).matches()) {
                    yield Double.valueOf(digits);
                }
                yield number == null ? null : Double.valueOf(number.doubleValue());
            }
        };
    }

    /** A whole number; one with a fraction is cut. */
    private static @Nullable BigInteger number(String text) {
        String digits = text.replace("_", "");
        Matcher whole = WHOLE.matcher(digits);
        if (whole.matches()) {
            for (int i = 0; i < BASES.length; i++) {
                String part = whole.group(i + 2);
                if (part != null) {
                    BigInteger number = new BigInteger(part, BASES[i]);
                    return "-".equals(whole.group(1)) ? number.negate() : number;
                }
            }
        }
        // More than these digits are a number beyond all that is wanted here.
        if (digits.length() > 30 || !DECIMAL.matcher(digits).matches()) {
            return null;
        }
        double number = Double.parseDouble(digits);
        return Double.isInfinite(number) ? null : new BigDecimal(number).toBigInteger();
    }
}
