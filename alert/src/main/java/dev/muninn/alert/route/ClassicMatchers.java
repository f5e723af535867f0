package dev.muninn.alert.route;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads matchers in the form that Alertmanager had from its beginning. */
final class ClassicMatchers {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*(.*?)\\s*", Pattern.DOTALL);

    private ClassicMatchers() {}

    static List<Matcher> parse(String text) {
        List<Matcher> matchers = new ArrayList<>();
        for (String part : parts(text)) {
            matchers.add(matcher(part));
        }
        return matchers;
    }

    /** The text between commas that stand outside of quotes. */
    private static List<String> parts(String text) {
        String inner = text.startsWith("{") ? text.substring(1) : text;
        inner = inner.endsWith("}") ? inner.substring(0, inner.length() - 1) : inner;
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        boolean isEscaped = false;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == ',' && !isQuoted) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            isQuoted ^= c == '"' && !isEscaped;
            isEscaped = c == '\\' && !isEscaped;
            part.append(c);
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static Matcher matcher(String text) {
        java.util.regex.Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw MuninnException.badInput("bad matcher format: " + text);
        }
        String value = form.group(3);
        return MatcherSyntax.matcher(
                MatcherSyntax.kind(form.group(2)),
                form.group(1),
                value.startsWith("\"") ? unquoted(value) : unescaped(value, value));
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.endsWith("\"")) {
            throw strayQuote(value);
        }
        return unescaped(value.substring(1, value.length() - 1), value);
    }

    private static String unescaped(String inner, String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '"') {
                throw strayQuote(value);
            }
            if (c != '\\' || i == inner.length() - 1) {
                out.append(c);
                continue;
            }
            char escaped = inner.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case '"', '\\' -> out.append(escaped);
                default -> out.append(c).append(escaped);
            }
        }
        return out.toString();
    }

    private static MuninnException strayQuote(String value) {
        return MuninnException.badInput("matcher value contains unescaped double quote: " + value);
    }
}
