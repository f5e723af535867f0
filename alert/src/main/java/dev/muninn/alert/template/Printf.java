package dev.muninn.alert.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprintf}: reads a format and gives each verb its argument. */
final class Printf {

    /** Widths, precisions and indexes beyond it are none. */
    private static final int MAX_NUMBER = 1_000_000;

    private final String format;
    private final List<@Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private final FormatFlags flags = new FormatFlags();
    private int at;
    private int next;

    /** Whether the argument of the verb was chosen by an index as {@code %[2]d}. */
    private boolean isChosen;

    private boolean isReordered;
    private boolean isGoodIndex;

    private Printf(String format, List<@Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /** The text; what does not fit is told in it as Go does, {@code %!d(string=x)}. */
    static String format(String format, List<@Nullable Object> arguments) {
        return new Printf(format, arguments).run();
    }

    private String run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            directive();
            Effort.checkLength(out.length());
        }
        if (!isReordered && next < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    private void extra() {
        flags.clear();
        out.append("%!(EXTRA ");
        for (int i = next; i < arguments.size(); i++) {
            Object value = arguments.get(i);
            out.append(i > next ? ", " : "");
            if (value == null) {
                out.append("<nil>");
            } else {
                out.append(GoText.typeName(value)).append('=').append(text('v', value));
                Effort.checkLength(out.length());
            }
        }
        out.append(')');
    }

    private String text(int verb, @Nullable Object value) {
        return new Formatting(flags, verb).text(value);
    }

    private void directive() {
        flags.clear();
        isGoodIndex = true;
        while (at < format.length() && flags.take(format.charAt(at))) {
            at++;
        }
        index();
        width();
        if (isAt('.') && at + 1 < format.length()) {
            at++;
            precision();
        }
        if (!isChosen) {
            index();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!isGoodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (next >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            flags.forVerb((char) verb);
            out.append(text(verb, arguments.get(next++)));
        }
    }

    private boolean isAt(char c) {
        return at < format.length() && format.charAt(at) == c;
    }

    private void width() {
        if (isAt('*')) {
            at++;
            Integer width = numberArgument();
            if (width == null) {
                out.append("%!(BADWIDTH)");
            } else if (width < 0) {
                flags.width = -width;
                flags.minus = true;
                flags.zero = false;
            } else {
                flags.width = width;
            }
            isChosen = false;
        } else {
            flags.width = number();
            isGoodIndex &= !isChosen || flags.width == FormatFlags.NONE;
        }
    }

    private void precision() {
        isGoodIndex &= !isChosen;
        index();
        if (isAt('*')) {
            at++;
            Integer precision = numberArgument();
            if (precision == null || precision < 0) {
                out.append("%!(BADPREC)");
            } else {
                flags.precision = precision;
            }
            isChosen = false;
        } else {
            flags.precision = Math.max(0, number());
        }
    }

    /** An argument that is the width or precision, or null if it is no number for that. */
    private @Nullable Integer numberArgument() {
        if (next >= arguments.size()) {
            return null;
        }
        return arguments.get(next++) instanceof Long number && Math.abs(number) <= MAX_NUMBER
                ? Integer.valueOf(number.intValue())
                : null;
    }

    /** The digits at the place; none if there are none, or too many. */
    private int number() {
        int number = FormatFlags.NONE;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            if (number > MAX_NUMBER) {
                at = format.length();
                return FormatFlags.NONE;
            }
            number = Math.max(0, number) * 10 + format.charAt(at++) - '0';
        }
        return number;
    }

    /** Takes an index in brackets, which says what argument is next. */
    private void index() {
        isChosen = false;
        if (!isAt('[')) {
            return;
        }
        isReordered = true;
        int end = format.length() - at < 3 ? -1 : format.indexOf(']', at);
        if (end < 0) {
            isGoodIndex = false;
            at++;
            return;
        }
        String digits = format.substring(at + 1, end);
        at = end + 1;
        boolean isNumber = digits.matches("[0-9]{1,7}");
        int index = isNumber ? Integer.parseInt(digits) - 1 : -1;
        isChosen = isNumber;
        if (index < 0 || index >= arguments.size()) {
            isGoodIndex = false;
        } else {
            next = index;
        }
    }
}
