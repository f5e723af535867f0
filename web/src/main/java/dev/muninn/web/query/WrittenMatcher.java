package dev.muninn.web.query;

import dev.muninn.model.Matcher;
import dev.muninn.query.Queries;

/** A matcher that comes in parts: read by the language, so that it matches as a query's does. */
public final class WrittenMatcher {

    private WrittenMatcher() {}

    /**
     * Reads a matcher.
     *
     * @param operator as a query has it, such as {@code =~}
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if the value is no expression
     */
    public static Matcher parse(Queries language, String name, String operator, String value) {
        return language.parseSelector("{" + quoted(name) + operator + quoted(value) + "}")
                .getFirst();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
