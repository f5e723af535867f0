package dev.muninn.alert.template;

import java.util.Locale;

/** Texts and characters in quotes, escaped as Go's {@code strconv.Quote} does. */
final class GoQuote {

    private GoQuote() {}

    /**
     * A text in double quotes.
     *
     * @param isAscii whether all that is not ASCII is escaped, too
     */
    static String text(String text, boolean isAscii) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(c, '"', isAscii, out));
        return out.append('"').toString();
    }

    /** A character in single quotes. */
    static String character(int codePoint, boolean isAscii) {
        StringBuilder out = new StringBuilder("'");
        append(codePoint, '\'', isAscii, out);
        return out.append('\'').toString();
    }

    private static void append(int c, char quote, boolean isAscii, StringBuilder out) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (c < ' ' || c == 0x7f) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else if (isAscii ? c < 0x7f : FormattedText.isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
                }
            }
        }
    }
}
