package dev.muninn.query;

import dev.muninn.query.regex.Regex;

/** How much a regular expression asks for, for those who compile one by themselves. */
public final class RegexSize {

    private RegexSize() {}

    /**
     * About how many steps each character of a text costs at most.
     *
     * @throws dev.muninn.model.MuninnException of kind LIMIT if it must not even be compiled
     */
    public static long of(String expression) {
        return Regex.size(expression);
    }
}
