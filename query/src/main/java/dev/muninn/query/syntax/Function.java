package dev.muninn.query.syntax;

import java.util.List;

/**
 * The signature of a PromQL function.
 *
 * @param optional how many of the last argument types may be left out; -1 if the last one may be
 *     given any number of times
 */
public record Function(
        String name,
        List<ValueType> arguments,
        int optional,
        ValueType result,
        boolean isExperimental) {}
