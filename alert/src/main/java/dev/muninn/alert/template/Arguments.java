package dev.muninn.alert.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and judges the values that functions are called with. */
final class Arguments {

    private Arguments() {}

    static @Nullable Object at(List<@Nullable Object> arguments, int index) {
        if (index >= arguments.size()) {
            throw new TemplateException(
                    "wrong number of args: want at least "
                            + (index + 1)
                            + " got "
                            + arguments.size());
        }
        return arguments.get(index);
    }

    static String text(List<@Nullable Object> arguments, int index) {
        return at(arguments, index) instanceof String text
                ? text
                : refuse(arguments.get(index), "string");
    }

    private static String refuse(@Nullable Object value, String wanted) {
        throw new TemplateException(
                "wrong type for value; expected " + wanted + "; got " + GoText.typeName(value));
    }

    /** A number, or a text that is one. */
    static double number(List<@Nullable Object> arguments, int index) {
        Object value = at(arguments, index);
        return switch (value) {
            case Double d -> d;
            case Long l -> l;
            case java.time.Duration d -> d.toNanos() / 1e9;
            case String s -> parse(s);
            case null, default ->
                    throw new TemplateException(
                            "can't convert " + GoText.typeName(value) + " to float");
        };
    }

    private static double parse(String text) {
        try {
            return switch (text) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new TemplateException("parsing " + GoText.quote(text) + ": invalid syntax");
        }
    }

    /** Go's truth: not zero, not empty, not nil. */
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean b -> b;
            case Long l -> l != 0;
            case Double d -> d != 0;
            case String s -> !s.isEmpty();
            case SafeText s -> !s.text().isEmpty();
            case Collection<?> c -> !c.isEmpty();
            case Map<?, ?> m -> !m.isEmpty();
            default -> true;
        };
    }
}
