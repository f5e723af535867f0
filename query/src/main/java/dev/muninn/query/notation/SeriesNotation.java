package dev.muninn.query.notation;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.syntax.Literals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a series: {@code 1 2x3 0+10x5 _ _x2 stale {{count:1}}x4}. {@code axn} is a
 * and n more of it, {@code a+bxn} a and n more, each b larger; null stands for no sample.
 */
public final class SeriesNotation {

    private final String text;
    private int at;

    private SeriesNotation(String text) {
        this.text = text;
    }

    /**
     * The values of a text.
     *
     * @throws IllegalArgumentException if it is no such notation
     */
    public static List<@Nullable SeriesValue> parse(String text) {
        return new SeriesNotation(text).values();
    }

    /** Offsets in milliseconds from the samples' times; null where none is given. */
    public static List<@Nullable Long> parseOffsets(String text) {
        List<@Nullable Long> offsets = new ArrayList<>();
        for (String item : text.trim().split("\\s+")) {
            if (item.startsWith("_")) {
                int times = item.equals("_") ? 1 : Integer.parseInt(item.substring(2));
                for (int i = 0; i < times; i++) {
                    offsets.add(null);
                }
                continue;
            }
            int cross = item.lastIndexOf('x');
            int times = cross < 0 ? 0 : Integer.parseInt(item.substring(cross + 1));
            String series = cross < 0 ? item : item.substring(0, cross);
            int sign = Math.max(series.lastIndexOf('+'), series.lastIndexOf('-'));
            long value = offset(sign <= 0 ? series : series.substring(0, sign));
            long step = sign <= 0 ? 0 : offset(series.substring(sign));
            for (int i = 0; i <= times; i++) {
                offsets.add(value + i * step);
            }
        }
        return offsets;
    }

    private static long offset(String text) {
        boolean isSigned = text.startsWith("-") || text.startsWith("+");
        Long millis = Literals.parseDuration(isSigned ? text.substring(1) : text);
        if (millis == null) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        return text.startsWith("-") ? -millis : millis;
    }

    private List<@Nullable SeriesValue> values() {
        List<@Nullable SeriesValue> values = new ArrayList<>();
        while (skipSpaces()) {
            if (text.startsWith("_", at)) {
                at++;
                int times = hasTimes() ? times() : 1;
                for (int i = 0; i < times; i++) {
                    values.add(null);
                }
            } else if (text.startsWith("stale", at)) {
                at += "stale".length();
                values.add(SeriesValue.of(Staleness.MARKER));
            } else if (text.startsWith("{{", at)) {
                addHistograms(values);
            } else {
                addNumbers(values);
            }
        }
        return values;
    }

    private boolean skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private void addNumbers(List<@Nullable SeriesValue> values) {
        double value = number();
        double step = isSign() ? number() : 0;
        int times = hasTimes() ? times() : 0;
        for (int i = 0; i <= times; i++) {
            values.add(SeriesValue.of(value));
            value += step;
        }
    }

    private void addHistograms(List<@Nullable SeriesValue> values) {
        NativeHistogram value = histogram();
        boolean isFalling = isSign() && text.charAt(at) == '-';
        NativeHistogram step = null;
        if (isSign()) {
            at++;
            step = histogram();
        }
        int times = hasTimes() ? times() : 0;
        for (int i = 0; i <= times; i++) {
            values.add(SeriesValue.of(value));
            if (step != null) {
                NativeHistogram next =
                        isFalling
                                ? HistogramMath.subtract(value, step)
                                : HistogramMath.add(value, step);
                value = HistogramMath.withHint(next, value.resetHint());
            }
        }
    }

    private NativeHistogram histogram() {
        int end = text.indexOf("}}", at);
        if (end < 0) {
            throw new IllegalArgumentException("histogram without its end }}: " + text);
        }
        NativeHistogram histogram = HistogramNotation.parse(text.substring(at + 2, end));
        at = end + 2;
        return histogram;
    }

    private boolean isSign() {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    }

    private boolean hasTimes() {
        return at < text.length() && text.charAt(at) == 'x';
    }

    private int times() {
        int start = ++at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private double number() {
        int start = at;
        if (isSign()) {
            at++;
        }
        while (at < text.length() && isNumberPart(at)) {
            at++;
        }
        return number(text.substring(start, at));
    }

    private boolean isNumberPart(int index) {
        char c = text.charAt(index);
        boolean isExponentSign =
                (c == '+' || c == '-')
                        && (text.charAt(index - 1) == 'e' || text.charAt(index - 1) == 'E');
        return Character.isDigit(c)
                || c == '.'
                || c == '_'
                || isExponentSign
                || (Character.isLetter(c) && c != 'x');
    }

    /** A number as scripts write it; {@code Inf} and {@code NaN} in any case. */
    public static double number(String text) {
        String plain = text.replace("_", "");
        boolean isSigned = plain.startsWith("-") || plain.startsWith("+");
        String unsigned = isSigned ? plain.substring(1) : plain;
        double value;
        if (unsigned.equalsIgnoreCase("inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (unsigned.equalsIgnoreCase("nan")) {
            value = Double.NaN;
        } else {
            value = Double.parseDouble(unsigned);
        }
        return plain.startsWith("-") ? -value : value;
    }
}
