package dev.muninn.query.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles regular expressions in RE2's syntax. */
public final class Regex {

    /** Groups within each other; RE2/J walks them by recursion. */
    static final int MAX_DEPTH = 200;

    /** Steps that each character of a value costs at most; about 50 µs. */
    static final int MAX_INSTRUCTIONS = 50_000;

    /** An expression whose syntax is not understood here is only known to be at most this. */
    private static final int MAX_CRUDE_INSTRUCTIONS = 200_000;

    /** More globs than these are dearer to try than RE2. */
    private static final int MAX_FILTERS = 16;

    private Regex() {}

    /**
     * The expression, anchored at both ends, its dot matching line ends too.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken, with RE2's words; of kind LIMIT if
     *     it is too large
     */
    public static Matcher.Pattern compile(String expression) {
        checkDepth(expression);
        GlobParser.Globs globs = GlobParser.parse(expression);
        if (globs.isExact()) {
            boolean areLiterals = globs.list().stream().allMatch(Glob::isLiteral);
            return areLiterals ? new LiteralPattern(globs.list()) : new GlobPattern(globs, null);
        }
        checkSize(globs);
        return new GlobPattern(globs, compileWithRe2(expression));
    }

    /**
     * Refuses what must not even be compiled, for those who compile by themselves.
     *
     * @throws MuninnException of kind LIMIT if it is too large
     */
    public static void check(String expression) {
        var _ = size(expression);
    }

    /**
     * About how many steps each character of a value costs at most.
     *
     * @throws MuninnException of kind LIMIT if it is too large
     */
    public static long size(String expression) {
        checkDepth(expression);
        GlobParser.Globs globs = GlobParser.parse(expression);
        checkSize(globs);
        return globs.size();
    }

    private static void checkSize(GlobParser.Globs globs) {
        if (globs.size() > MAX_CRUDE_INSTRUCTIONS) {
            throw tooLarge(globs.size());
        }
    }

    private static void checkDepth(String expression) {
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(' && ++depth > MAX_DEPTH) {
                throw MuninnException.limit(
                        "regular expression nests more than " + MAX_DEPTH + " groups: simplify it");
            } else if (c == ')') {
                depth--;
            }
        }
    }

    private static MuninnException tooLarge(long size) {
        return MuninnException.limit(
                "regular expression has about "
                        + size
                        + " instructions, limit "
                        + MAX_INSTRUCTIONS
                        + ": use smaller repetitions");
    }

    /** RE2's own compiled form, for what needs its groups; the dot matches line ends. */
    public static Pattern compileWithRe2(String expression) {
        check(expression);
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
            if (pattern.programSize() > MAX_INSTRUCTIONS) {
                throw tooLarge(pattern.programSize());
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            // The description alone: the message would show flags that nobody wrote.
            // What the library calls an internal error.
            boolean hasParenTooMany = "stack underflow".equals(e.getPattern());
            String what = hasParenTooMany ? "unexpected )" : e.getDescription();
            String where = hasParenTooMany ? expression : e.getPattern();
            throw MuninnException.badInput("error parsing regexp: " + what + shown(where));
        }
    }

    private static String shown(@Nullable String part) {
        return part == null ? "" : ": `" + part.replaceFirst("^\\(\\?s\\)", "") + "`";
    }

    /** A set of values. */
    private static final class LiteralPattern implements Matcher.Pattern {

        private final List<String> literals;
        private final Set<String> set;

        LiteralPattern(List<Glob> globs) {
            literals = globs.stream().map(Glob::prefix).distinct().toList();
            set = new HashSet<>(literals);
        }

        @Override
        public boolean matches(String value) {
            return set.contains(value);
        }

        @Override
        public List<String> literals() {
            return literals;
        }

        @Override
        public String prefix() {
            return commonPrefix(literals);
        }
    }

    /** Globs, and RE2 where these are not the whole truth. */
    private static final class GlobPattern implements Matcher.Pattern {

        private final List<Glob> globs;
        private final @Nullable Pattern pattern;
        private final String prefix;

        GlobPattern(GlobParser.Globs globs, @Nullable Pattern pattern) {
            this.globs = globs.list();
            this.pattern = pattern;
            this.prefix = commonPrefix(this.globs.stream().map(Glob::prefix).toList());
        }

        @Override
        public boolean matches(String value) {
            if (pattern == null) {
                return matchesGlob(value);
            }
            return (globs.size() > MAX_FILTERS ? value.startsWith(prefix) : matchesGlob(value))
                    && pattern.matches(value);
        }

        private boolean matchesGlob(String value) {
            for (Glob glob : globs) {
                if (glob.matches(value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String prefix() {
            return prefix;
        }
    }

    static String commonPrefix(List<String> texts) {
        String prefix = texts.getFirst();
        for (String text : texts) {
            int common = 0;
            int most = Math.min(prefix.length(), text.length());
            while (common < most && prefix.charAt(common) == text.charAt(common)) {
                common++;
            }
            prefix = prefix.substring(0, common);
        }
        return prefix;
    }
}
