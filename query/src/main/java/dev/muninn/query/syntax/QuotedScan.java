package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;

/** Finds where a quoted text ends, and that all its escapes mean something. */
final class QuotedScan {

    private final String text;
    private final int start;
    private final SyntaxErrors errors;
    private int at;

    /**
     * @param start where the opening quote stands
     */
    QuotedScan(String text, int start, SyntaxErrors errors) {
        this.text = text;
        this.start = start;
        this.errors = errors;
    }

    /**
     * One behind the closing quote.
     *
     * @throws MuninnException of kind BAD_INPUT if there is none, or something wrong before it
     */
    int end() {
        char quote = text.charAt(start);
        at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return at;
            }
            if (quote != '`' && c == '\\') {
                escape(quote);
            } else if (quote != '`' && c == '\n') {
                break;
            } else if (Character.isSurrogate(c) && !isPairAt(at - 1)) {
                throw error("invalid UTF-8 rune");
            } else if (Character.isHighSurrogate(c)) {
                at++;
            }
        }
        throw error(quote == '`' ? "unterminated raw string" : "unterminated quoted string");
    }

    private boolean isPairAt(int index) {
        return index + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    private void escape(char quote) {
        if (at >= text.length()) {
            throw error("escape sequence not terminated");
        }
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c == quote || "abfnrtv\\".indexOf(c) >= 0) {
            return;
        }
        switch (c) {
            case 'x' -> digits(2, 16, 0xff);
            case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                digits(3, 8, 0xff);
            }
            default -> throw error("unknown escape sequence " + named(c));
        }
    }

    private void digits(int count, int base, int max) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            if (at >= text.length()) {
                throw error("escape sequence not terminated");
            }
            int c = text.codePointAt(at);
            int digit = c < 0x80 ? Character.digit(c, base) : -1;
            if (digit < 0) {
                throw error("illegal character " + named(c) + " in escape sequence");
            }
            value = value * base + digit;
            at++;
        }
        if (value > max || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw error("escape sequence is an invalid Unicode code point");
        }
    }

    private static String named(int c) {
        return String.format("U+%04X '%s'", c, Character.toString(c));
    }

    private MuninnException error(String message) {
        return errors.at(start, message);
    }
}
