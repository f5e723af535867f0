package dev.muninn.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label's value; a missing label has the empty value.
 *
 * <p>Equal if kind, name and text are equal.
 */
public final class Matcher {

    /** How the value is compared. */
    public enum Kind {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEXP("=~"),
        NOT_REGEXP("!~");

        private final String operator;

        Kind(String operator) {
            this.operator = operator;
        }

        public String operator() {
            return operator;
        }
    }

    /** A compiled regular expression, anchored at both ends. Safe for use by many threads. */
    public interface Pattern {

        boolean matches(String value);

        /** All values it can match, if these are few and known; else an empty list. */
        default List<String> literals() {
            return List.of();
        }

        /** What every matching value starts with; may be empty. */
        default String prefix() {
            return "";
        }
    }

    private final Kind kind;
    private final String name;
    private final String text;
    private final @Nullable Pattern pattern;

    private Matcher(Kind kind, String name, String text, @Nullable Pattern pattern) {
        this.kind = kind;
        this.name = name;
        this.text = text;
        this.pattern = pattern;
    }

    public static Matcher equal(String name, String value) {
        return new Matcher(Kind.EQUAL, name, value, null);
    }

    public static Matcher notEqual(String name, String value) {
        return new Matcher(Kind.NOT_EQUAL, name, value, null);
    }

    /** A matcher by regular expression; {@code text} is its source, for printing and equality. */
    public static Matcher regexp(String name, String text, Pattern pattern) {
        return new Matcher(Kind.REGEXP, name, text, pattern);
    }

    public static Matcher notRegexp(String name, String text, Pattern pattern) {
        return new Matcher(Kind.NOT_REGEXP, name, text, pattern);
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** The value or the regular expression as written. */
    public String text() {
        return text;
    }

    /** The compiled expression of a matcher by regular expression, else null. */
    public @Nullable Pattern pattern() {
        return pattern;
    }

    public boolean matches(String value) {
        return switch (kind) {
            case EQUAL -> value.equals(text);
            case NOT_EQUAL -> !value.equals(text);
            case REGEXP -> pattern != null && pattern.matches(value);
            case NOT_REGEXP -> pattern != null && !pattern.matches(value);
        };
    }

    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    /** Whether series without the label match. */
    public boolean matchesEmpty() {
        return matches("");
    }

    public static boolean allMatch(List<Matcher> matchers, Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Matcher matcher
                && kind == matcher.kind
                && name.equals(matcher.name)
                && text.equals(matcher.text);
    }

    @Override
    public int hashCode() {
        return (kind.operator().hashCode() * 31 + name.hashCode()) * 31 + text.hashCode();
    }

    @Override
    public String toString() {
        return name + kind.operator() + '"' + text + '"';
    }
}
