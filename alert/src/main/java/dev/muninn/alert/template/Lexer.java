package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a template's text into tokens. */
final class Lexer {

    private final String name;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * The tokens of a text, the last one of kind END.
     *
     * @throws TemplateException if an action, a comment or a string does not end
     */
    static List<Token> tokens(String name, String text) {
        Lexer lexer = new Lexer(name, text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean trimNext = false;
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            int end = open < 0 ? text.length() : open;
            String plain = text.substring(at, end);
            if (trimNext) {
                plain = plain.stripLeading();
            }
            boolean trimsBefore =
                    open >= 0 && text.startsWith("-", open + 2) && isSpaceAt(open + 3);
            if (trimsBefore) {
                plain = plain.stripTrailing();
            }
            if (!plain.isEmpty()) {
                tokens.add(new Token(Token.Kind.TEXT, plain, at));
            }
            at = end;
            if (open < 0) {
                break;
            }
            at = open + (trimsBefore ? 4 : 2);
            trimNext = text.startsWith("/*", at) ? comment() : action(open);
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
    }

    private boolean isSpaceAt(int index) {
        return index < text.length() && isSpace(text.charAt(index));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** Skips a comment; whether it trims what follows. */
    private boolean comment() {
        int end = text.indexOf("*/", at);
        if (end < 0) {
            throw error(at, "unclosed comment");
        }
        at = end + 2;
        boolean trims = isSpaceAt(at) && text.startsWith("-}}", at + 1);
        if (trims) {
            at++;
        }
        if (!text.startsWith(trims ? "-}}" : "}}", at)) {
            throw error(at, "comment ends before closing delimiter");
        }
        at += trims ? 3 : 2;
        return trims;
    }

    /** Cuts one action; whether it trims what follows. */
    private boolean action(int open) {
        tokens.add(new Token(Token.Kind.ACTION_START, "{{", open));
        while (at < text.length()) {
            if (text.startsWith("}}", at)) {
                tokens.add(new Token(Token.Kind.ACTION_END, "}}", at));
                at += 2;
                return false;
            }
            if (isSpaceAt(at)) {
                int start = at;
                while (isSpaceAt(at)) {
                    at++;
                }
                if (text.startsWith("-}}", at)) {
                    tokens.add(new Token(Token.Kind.ACTION_END, "-}}", at));
                    at += 3;
                    return true;
                }
                tokens.add(new Token(Token.Kind.SPACE, " ", start));
            } else {
                element();
            }
        }
        throw error(open, "unclosed action");
    }

    private void element() {
        int start = at;
        char c = text.charAt(at);
        switch (c) {
            case '"' -> quoted('"', Token.Kind.STRING);
            case '\'' -> quoted('\'', Token.Kind.CHARACTER);
            case '`' -> raw();
            case '|', '(', ')', ',', '=' -> {
                at++;
                add(Token.Kind.SYMBOL, start);
            }
            case ':' -> {
                if (!text.startsWith(":=", at)) {
                    throw error(at, "expected :=");
                }
                at += 2;
                add(Token.Kind.SYMBOL, start);
            }
            case '$' -> {
                at++;
                skipWord();
                checkTerminated();
                add(Token.Kind.VARIABLE, start);
            }
            case '.' -> dotOrField(start);
            default -> {
                if (isDigit(c) || ((c == '-' || c == '+') && isNumberAt(at + 1))) {
                    number(start);
                } else if (Character.isLetter(c) || c == '_') {
                    skipWord();
                    checkTerminated();
                    add(Token.Kind.WORD, start);
                } else {
                    throw error(at, "unexpected \"" + c + "\" in action");
                }
            }
        }
    }

    private void dotOrField(int start) {
        if (isNumberAt(at) && isDigit(text.charAt(at + 1))) {
            number(start);
            return;
        }
        at++;
        int wordStart = at;
        skipWord();
        if (at == wordStart) {
            add(Token.Kind.DOT, start);
        } else {
            checkTerminated();
            tokens.add(new Token(Token.Kind.FIELD, text.substring(wordStart, at), start));
        }
    }

    private boolean isNumberAt(int index) {
        int digit = index < text.length() && text.charAt(index) == '.' ? index + 1 : index;
        return digit < text.length() && isDigit(text.charAt(digit));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number(int start) {
        at++;
        while (at < text.length() && isNumberPart(text.charAt(at), text.charAt(at - 1))) {
            at++;
        }
        add(Token.Kind.NUMBER, start);
    }

    private static boolean isNumberPart(char c, char before) {
        boolean isExponentSign = (c == '+' || c == '-') && "eEpP".indexOf(before) >= 0;
        return isExponentSign || c == '.' || c == '_' || Character.isLetterOrDigit(c);
    }

    private void skipWord() {
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
    }

    /** Behind a name, only what cannot be a part of another one may stand. */
    private void checkTerminated() {
        if (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && ".,|:()=}".indexOf(text.charAt(at)) < 0) {
            throw error(
                    at,
                    String.format(
                            Locale.ROOT,
                            "bad character U+%04X '%c'",
                            (int) text.charAt(at),
                            text.charAt(at)));
        }
    }

    private void add(Token.Kind kind, int start) {
        tokens.add(new Token(kind, text.substring(start, at), start));
    }

    private void raw() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw error(at, "unterminated raw quoted string");
        }
        tokens.add(new Token(Token.Kind.STRING, text.substring(at + 1, end), at));
        at = end + 1;
    }

    private void quoted(char quote, Token.Kind kind) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                String content =
                        kind == Token.Kind.STRING
                                ? value.toString()
                                : Integer.toString(value.codePointAt(0));
                tokens.add(new Token(kind, content, start));
                return;
            }
            at++;
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
            }
        }
        throw error(start, "unterminated quoted string");
    }

    private void escape(StringBuilder value) {
        char c = at < text.length() ? text.charAt(at++) : 0;
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case '\\', '"', '\'' -> value.append(c);
            case 'x' -> codePoint(value, 2);
            case 'u' -> codePoint(value, 4);
            case 'U' -> codePoint(value, 8);
            default -> throw error(at, "invalid escape in string");
        }
    }

    private void codePoint(StringBuilder value, int digits) {
        try {
            value.appendCodePoint(Integer.parseInt(text, at, at + digits, 16));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw error(at, "invalid escape in string");
        }
        at += digits;
    }

    private TemplateException error(int offset, String message) {
        return new TemplateException(
                "template: " + name + ":" + line(text, offset) + ": " + message);
    }

    static int line(String text, int offset) {
        return 1
                + (int)
                        text.substring(0, Math.min(offset, text.length()))
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
    }
}
