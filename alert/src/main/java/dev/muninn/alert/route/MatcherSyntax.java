package dev.muninn.alert.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.RegexSize;
import java.util.List;

/** How the matchers of routes, inhibitions and silences are written. */
public enum MatcherSyntax {
    /** Label names of letters, digits and underscores; values may stand without quotes. */
    CLASSIC {
        @Override
        public List<Matcher> parse(String text) {
            return ClassicMatchers.parse(text);
        }
    },
    /** Any label name, in quotes where it has special characters. */
    UTF8 {
        @Override
        public List<Matcher> parse(String text) {
            return Utf8Matchers.parse(text);
        }
    },
    /** As UTF-8, and as classic where that fails or understands something else. */
    FALLBACK {
        @Override
        public List<Matcher> parse(String text) {
            List<Matcher> classic;
            try {
                classic = ClassicMatchers.parse(text);
            } catch (MuninnException classicRefuses) {
                try {
                    return Utf8Matchers.parse(text);
                } catch (MuninnException e) {
                    throw classicRefuses;
                }
            }
            return classic;
        }
    };

    /**
     * The matchers of a text such as {@code {team="a",env=~"prod|stage"}}; the braces may be left
     * out.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public abstract List<Matcher> parse(String text);

    /**
     * A matcher of its parts.
     *
     * @throws MuninnException of kind BAD_INPUT if the value of a match by pattern is none
     */
    public static Matcher matcher(Matcher.Kind kind, String name, String value) {
        return switch (kind) {
            case EQUAL -> Matcher.equal(name, value);
            case NOT_EQUAL -> Matcher.notEqual(name, value);
            case REGEXP -> Matcher.regexp(name, value, pattern(value));
            case NOT_REGEXP -> Matcher.notRegexp(name, value, pattern(value));
        };
    }

    private static Matcher.Pattern pattern(String text) {
        // Anybody who may make a silence may write one.
        var _ = RegexSize.of(text);
        try {
            Pattern compiled = Pattern.compile("^(?:" + text + ")$");
            return compiled::matches;
        } catch (PatternSyntaxException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "invalid regular expression \""
                            + text
                            + "\": error parsing regexp: "
                            + e.getDescription()
                            + ": `"
                            + e.getPattern()
                            + "`",
                    e);
        }
    }

    static Matcher.Kind kind(String operator) {
        return switch (operator) {
            case "=" -> Matcher.Kind.EQUAL;
            case "!=" -> Matcher.Kind.NOT_EQUAL;
            case "=~" -> Matcher.Kind.REGEXP;
            default -> Matcher.Kind.NOT_REGEXP;
        };
    }

    /** Matchers in the form that is part of a group's key: {@code {a="b",c=~"d"}}. */
    public static String print(List<Matcher> matchers) {
        return "{" + String.join(",", matchers.stream().map(MatcherSyntax::print).toList()) + "}";
    }

    /** One matcher as this syntax writes it, its value in quotes. */
    public static String print(Matcher matcher) {
        return name(matcher.name()) + matcher.kind().operator() + quoted(matcher.text());
    }

    private static String name(String name) {
        return name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*") ? name : quoted(name);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
