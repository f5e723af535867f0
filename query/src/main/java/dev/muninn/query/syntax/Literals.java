package dev.muninn.query.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and durations from and to text. */
public final class Literals {

    private static final Pattern DURATION =
            Pattern.compile(
                    "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?"
                            + "(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private static final Pattern PART_OF_DURATION = Pattern.compile("([0-9]+)([^0-9]+)");

    private static final long[] UNIT_MILLIS = {
        31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
    };

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    /** Durations are held in signed 64-bit nanoseconds by everybody who speaks PromQL. */
    private static final BigInteger MAX_MILLIS = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

    private Literals() {}

    /** The value of a number the lexer accepted, or null if it is none after all or too large. */
    static @Nullable Double parseNumber(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (lower.equals("nan")) {
            return Double.NaN;
        }
        String plain = lower.replace("_", "");
        try {
            if (plain.startsWith("0x")) {
                return (double) Long.parseLong(plain.substring(2), 16);
            }
            // As in the C family, a leading zero makes whole numbers octal where it can.
            if (plain.matches("0[0-7]+") && plain.length() <= 22) {
                return (double) Long.parseLong(plain, 8);
            }
            double value = Double.parseDouble(plain);
            return Double.isInfinite(value) ? null : (Double) value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The milliseconds of {@code 1h30m}; null if it is no duration, or longer than 292 years. */
    public static @Nullable Long parseDuration(String text) {
        if (text.equals("0")) {
            return 0L;
        }
        Matcher matcher = DURATION.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return null;
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < UNITS.length; i++) {
            String count = matcher.group(i + 1);
            if (count != null) {
                sum = sum.add(new BigInteger(count).multiply(BigInteger.valueOf(UNIT_MILLIS[i])));
            }
        }
        return sum.compareTo(MAX_MILLIS) > 0 ? null : (Long) sum.longValueExact();
    }

    /** Why a text is no duration, in Prometheus' words. */
    static String problemOfDuration(String text) {
        String invalid = "not a valid duration string: " + QuotedText.quote(text);
        int unitBefore = -1;
        Matcher part = PART_OF_DURATION.matcher(text);
        while (part.lookingAt()) {
            int unit = List.of(UNITS).indexOf(part.group(2));
            boolean isTooLong = new BigInteger(part.group(1)).bitLength() > Long.SIZE;
            if (unit < 0 && !isTooLong) {
                return "unknown unit %s in duration %s"
                        .formatted(QuotedText.quote(part.group(2)), QuotedText.quote(text));
            }
            if (isTooLong || unit <= unitBefore) {
                return invalid;
            }
            unitBefore = unit;
            part.region(part.end(), text.length());
        }
        return part.regionStart() < text.length() ? invalid : "duration out of range";
    }

    /** {@code 90m} as {@code 1h30m}; years and weeks only where they come out even. */
    public static String printDuration(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        for (int i = 0; i < UNITS.length; i++) {
            boolean mustBeEven = i < 2;
            if (rest >= UNIT_MILLIS[i] && (!mustBeEven || rest % UNIT_MILLIS[i] == 0)) {
                out.append(rest / UNIT_MILLIS[i]).append(UNITS[i]);
                rest %= UNIT_MILLIS[i];
            }
        }
        return out.toString();
    }

    /** The shortest decimal form that reads back as the same number, never with an exponent. */
    public static String printNumber(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** As {@link #printNumber}, but with an exponent where that is below -4 or above 5. */
    public static String printGeneral(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return printNumber(value);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent <= 5) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + String.format("e%+03d", exponent);
    }
}
