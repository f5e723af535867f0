package dev.muninn.web;

import dev.muninn.model.Matcher;

/** A matcher that comes in parts: read by the language, so that it matches as a query's does. */
final class WrittenMatcher {

    private WrittenMatcher() {}

    /**
     * Reads a matcher.
     *
     * @param operator as a query has it, such as {@code =~}
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if the value is no expression
     */
    static Matcher parse(Queries language, String name, String operator, String value) {
        return language.parseSelector("{" + quoted(name) + operator + quoted(value) + "}")
                .getFirst();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
