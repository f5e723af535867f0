package dev.muninn.alert.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprintf} for the verbs that templates use. */
final class Printf {

    private final String format;
    private final List<@Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int next;

    private Printf(String format, List<@Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /** The text; what does not fit is told in it as Go does, {@code %!d(string=x)}. */
    static String format(String format, List<@Nullable Object> arguments) {
        return new Printf(format, arguments).run();
    }

    private String run() {
        int at = 0;
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = verb(percent + 1);
        }
        if (next < arguments.size()) {
            out.append("%!(EXTRA ");
            for (int i = next; i < arguments.size(); i++) {
                Object extra = arguments.get(i);
                out.append(i > next ? ", " : "").append(described(extra));
            }
            out.append(')');
        }
        return out.toString();
    }

    private static String described(@Nullable Object value) {
        return GoText.typeName(value) + "=" + (value == null ? "<nil>" : GoText.print(value));
    }

    /** Formats the verb whose flags start at {@code at}; where the text goes on. */
    private int verb(int at) {
        int start = at;
        while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        String flags = format.substring(start, at);
        int widthStart = at;
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            at++;
        }
        int width =
                at > widthStart
                        ? Integer.parseInt(format, widthStart, Math.min(at, widthStart + 4), 10)
                        : 0;
        int precision = -1;
        if (at < format.length() && format.charAt(at) == '.') {
            int precisionStart = ++at;
            while (at < format.length() && Character.isDigit(format.charAt(at))) {
                at++;
            }
            precision =
                    at > precisionStart
                            ? Integer.parseInt(
                                    format, precisionStart, Math.min(at, precisionStart + 3), 10)
                            : 0;
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return at;
        }
        char verb = format.charAt(at);
        if (verb == '%') {
            out.append('%');
        } else if (next >= arguments.size()) {
            out.append("%!").append(verb).append("(MISSING)");
        } else {
            append(text(verb, flags, precision, arguments.get(next++)), flags, width);
        }
        return at + 1;
    }

    private static String text(char verb, String flags, int precision, @Nullable Object value) {
        return switch (verb) {
            case 'v' -> signed(value == null ? "<nil>" : GoText.print(value), flags, value);
            case 's' ->
                    value instanceof Number || value instanceof Boolean || value == null
                            ? mismatch(verb, value)
                            : cut(GoText.print(value), precision);
            case 'q' ->
                    switch (value) {
                        case String s -> GoText.quote(s);
                        case Long l -> "'" + Character.toString(l.intValue()) + "'";
                        case null, default -> mismatch(verb, value);
                    };
            case 'T' -> GoText.typeName(value);
            case 't' -> value instanceof Boolean ? value.toString() : mismatch(verb, value);
            case 'd' ->
                    value instanceof Long
                            ? signed(value.toString(), flags, value)
                            : mismatch(verb, value);
            case 'x', 'X' -> hex(verb, value);
            case 'c' ->
                    value instanceof Long l
                            ? Character.toString(l.intValue())
                            : mismatch(verb, value);
            case 'f', 'F', 'e', 'g' ->
                    value instanceof Double d
                            ? signed(real(verb, precision, d), flags, value)
                            : mismatch(verb, value);
            default -> mismatch(verb, value);
        };
    }

    private static String signed(String text, String flags, @Nullable Object value) {
        boolean wantsPlus = flags.contains("+") && value instanceof Number && !text.startsWith("-");
        return wantsPlus && !text.startsWith("+") ? "+" + text : text;
    }

    private static String cut(String text, int precision) {
        return precision < 0 || text.codePointCount(0, text.length()) <= precision
                ? text
                : text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private static String hex(char verb, @Nullable Object value) {
        if (value instanceof Long number) {
            String hex = (number < 0 ? "-" : "") + Long.toHexString(Math.abs(number));
            return verb == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
        }
        if (value instanceof String text) {
            HexFormat format = verb == 'X' ? HexFormat.of().withUpperCase() : HexFormat.of();
            return format.formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        return mismatch(verb, value);
    }

    private static String mismatch(char verb, @Nullable Object value) {
        return "%!" + verb + "(" + (value == null ? "<nil>" : described(value)) + ")";
    }

    private static String real(char verb, int precision, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoText.number(value);
        }
        return switch (verb) {
            case 'e' -> scientific(value, precision < 0 ? 6 : precision);
            case 'g' -> general(value, precision);
            default ->
                    new BigDecimal(value)
                            .setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN)
                            .toPlainString();
        };
    }

    private static String scientific(double value, int precision) {
        BigDecimal rounded = rounded(value, precision + 1);
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        BigDecimal mantissa =
                rounded.scaleByPowerOfTen(-exponent).setScale(precision, RoundingMode.HALF_EVEN);
        return mantissa.toPlainString() + GoText.exponent(exponent);
    }

    private static String general(double value, int precision) {
        if (precision < 0) {
            return GoText.number(value);
        }
        BigDecimal rounded = rounded(value, Math.max(1, precision));
        return GoText.shortest(rounded.doubleValue(), Math.max(1, precision));
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(value)
                .round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private void append(String text, String flags, int width) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (flags.contains("-")) {
            out.append(text).append(" ".repeat(missing));
        } else if (flags.contains("0")) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            out.append(text, 0, sign).append("0".repeat(missing)).append(text.substring(sign));
        } else {
            out.append(" ".repeat(missing)).append(text);
        }
    }
}
