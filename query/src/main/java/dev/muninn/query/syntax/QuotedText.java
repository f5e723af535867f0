package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** String literals: their escapes, which are those of the Go language. */
public final class QuotedText {

    private static final String ESCAPES = "abfnrtv\\";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\";

    private QuotedText() {}

    /** The text in double quotes, on one line, what cannot be printed escaped. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendEscaped(out, c, '"'));
        return out.append('"').toString();
    }

    /** The character in single quotes, as messages show it. */
    static String quote(int codePoint) {
        StringBuilder out = new StringBuilder("'");
        appendEscaped(out, codePoint, '\'');
        return out.append('\'').toString();
    }

    private static void appendEscaped(StringBuilder out, int c, char quote) {
        int known = c == 0 ? -1 : ESCAPED.indexOf(c);
        if (c == quote) {
            out.append('\\').append(quote);
        } else if (known >= 0) {
            out.append('\\').append(ESCAPES.charAt(known));
        } else if (c < 0x20 || c == 0x7f) {
            out.append(String.format("\\x%02x", c));
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /**
     * The value of a literal with its quotes, which the lexer has checked.
     *
     * @throws MuninnException of kind BUG if the literal is broken
     */
    static String unquote(String literal) {
        char quote = literal.charAt(0);
        String inner = literal.substring(1, literal.length() - 1);
        if (quote == '`' || inner.indexOf('\\') < 0) {
            return inner;
        }
        // Bytes, not characters: "\xc3\xa9" is one character in two escapes.
        ByteArrayOutputStream out = new ByteArrayOutputStream(inner.length());
        int at = 0;
        while (at < inner.length()) {
            int c = inner.codePointAt(at);
            at += Character.charCount(c);
            if (c != '\\') {
                appendUtf8(out, c);
                continue;
            }
            char escape = inner.charAt(at++);
            int known = ESCAPES.indexOf(escape);
            if (known >= 0) {
                out.write(ESCAPED.charAt(known));
            } else if (escape == quote) {
                out.write(quote);
            } else if (escape == 'x') {
                out.write(Integer.parseInt(inner, at, at + 2, 16));
                at += 2;
            } else if (escape == 'u' || escape == 'U') {
                int digits = escape == 'u' ? 4 : 8;
                appendUtf8(out, Integer.parseInt(inner, at, at + digits, 16));
                at += digits;
            } else {
                out.write(Integer.parseInt(inner, at - 1, at + 2, 8));
                at += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void appendUtf8(ByteArrayOutputStream out, int codePoint) {
        out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
}
