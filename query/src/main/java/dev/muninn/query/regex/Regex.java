package dev.muninn.query.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;

/** Compiles regular expressions in RE2's syntax. */
public final class Regex {

    private Regex() {}

    /**
     * The expression, anchored at both ends, its dot matching line ends too.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken, with RE2's words
     */
    public static Matcher.Pattern compile(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
            return value -> pattern.matcher(value).matches();
        } catch (PatternSyntaxException e) {
            throw MuninnException.badInput(String.valueOf(e.getMessage()));
        }
    }
}
