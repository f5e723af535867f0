package dev.muninn.alert.route;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;

/** Reads matchers whose label names may hold any character. */
final class Utf8Matchers {

    private static final String RESERVED = "{}!=~,\\\"'`";

    private final String text;
    private int at;

    private Utf8Matchers(String text) {
        this.text = text;
    }

    static List<Matcher> parse(String text) {
        return new Utf8Matchers(text).matchers();
    }

    private List<Matcher> matchers() {
        List<Matcher> matchers = new ArrayList<>();
        boolean isBraced = take("{");
        while (!isEnd() && text.charAt(at) != '}') {
            matchers.add(matcher());
            if (!take(",") && !isEnd() && text.charAt(at) != '}') {
                throw unexpected("a comma or close brace");
            }
        }
        if (isBraced && !take("}")) {
            throw unexpected("close brace");
        }
        if (!isEnd()) {
            throw unexpected("end of input");
        }
        return matchers;
    }

    private Matcher matcher() {
        String name = word("label name");
        Matcher.Kind kind = kind();
        return MatcherSyntax.matcher(kind, name, word("label value"));
    }

    private Matcher.Kind kind() {
        for (String operator : List.of("=~", "!~", "!=", "=")) {
            if (take(operator)) {
                return MatcherSyntax.kind(operator);
            }
        }
        throw unexpected("an operator such as '=', '!=', '=~' or '!~'");
    }

    private boolean take(String token) {
        if (isEnd() || !text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private boolean isEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length();
    }

    private String word(String what) {
        if (isEnd()) {
            throw unexpected(what);
        }
        if (text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length()
                && RESERVED.indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw unexpected(what);
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        int start = at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw MuninnException.badInput(
                start + ": missing end \" of the text that starts here: " + text);
    }

    private String escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '"', '\\' -> String.valueOf(c);
            case 'x' -> code(2);
            case 'u' -> code(4);
            case 'U' -> code(8);
            default -> throw unexpected("an escape such as \\n, \\\" or \\\\");
        };
    }

    private String code(int digits) {
        try {
            int code = Integer.parseInt(text.substring(at, at + digits), 16);
            at += digits;
            return Character.toString(code);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, at + ": no character code: " + text, e);
        }
    }

    private MuninnException unexpected(String expected) {
        return MuninnException.badInput(
                isEnd()
                        ? "end of input: expected " + expected
                        : at
                                + ":"
                                + (at + 1)
                                + ": unexpected "
                                + text.charAt(at)
                                + ": expected "
                                + expected);
    }
}
