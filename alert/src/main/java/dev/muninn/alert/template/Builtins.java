package dev.muninn.alert.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that every Go template has. */
final class Builtins {

    static final Map<String, TemplateFunction> FUNCTIONS = functions();

    /** The one control character that Go does not escape for scripts. */
    private static final int DELETE = 0x7f;

    private Builtins() {}

    private static Map<String, TemplateFunction> functions() {
        Map<String, TemplateFunction> functions = new HashMap<>();
        functions.put("and", arguments -> firstThat(arguments, false));
        functions.put("or", arguments -> firstThat(arguments, true));
        functions.put("not", arguments -> !Arguments.isTrue(Arguments.at(arguments, 0)));
        functions.put("eq", Builtins::equal);
        functions.put(
                "ne",
                arguments -> !isEqual(Arguments.at(arguments, 0), Arguments.at(arguments, 1)));
        functions.put("lt", arguments -> compare(arguments) < 0);
        functions.put("le", arguments -> compare(arguments) <= 0);
        functions.put("gt", arguments -> compare(arguments) > 0);
        functions.put("ge", arguments -> compare(arguments) >= 0);
        functions.put("len", arguments -> length(basic(Arguments.at(arguments, 0))));
        functions.put("index", Builtins::index);
        functions.put("slice", Builtins::slice);
        functions.put("print", Builtins::print);
        functions.put("println", Builtins::println);
        functions.put(
                "printf",
                arguments ->
                        Printf.format(
                                Arguments.text(arguments, 0),
                                arguments.subList(1, arguments.size())));
        functions.put("html", arguments -> html(joined(arguments)));
        functions.put("js", arguments -> js(joined(arguments)));
        functions.put("urlquery", arguments -> queryEscaped(joined(arguments)));
        functions.put(
                "call",
                arguments -> {
                    throw new TemplateException("there are no function values to call");
                });
        return Map.copyOf(functions);
    }

    private static @Nullable Object firstThat(List<@Nullable Object> arguments, boolean truth) {
        Object last = Arguments.at(arguments, 0);
        for (Object argument : arguments) {
            last = argument;
            if (Arguments.isTrue(argument) == truth) {
                break;
            }
        }
        return last;
    }

    private static Object equal(List<@Nullable Object> arguments) {
        Object first = Arguments.at(arguments, 0);
        Arguments.at(arguments, 1);
        for (Object other : arguments.subList(1, arguments.size())) {
            if (isEqual(first, other)) {
                return true;
            }
        }
        return false;
    }

    /** Texts of another name, as those that are safe, count as texts. */
    private static @Nullable Object basic(@Nullable Object value) {
        return value instanceof SafeText safe ? safe.text() : value;
    }

    private static boolean isEqual(@Nullable Object one, @Nullable Object other) {
        Object left = basic(one);
        Object right = basic(other);
        if (left != null && right != null && left.getClass() != right.getClass()) {
            throw new TemplateException("incompatible types for comparison");
        }
        return Objects.equals(left, right);
    }

    private static int compare(List<@Nullable Object> arguments) {
        Object left = basic(Arguments.at(arguments, 0));
        Object right = basic(Arguments.at(arguments, 1));
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            // NaN is neither less nor equal: the sign of "greater" makes lt and le false.
            return a < b ? -1 : a.doubleValue() == b ? 0 : 1;
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw new TemplateException("incompatible types for comparison");
    }

    private static long length(@Nullable Object value) {
        return switch (value) {
            case String s -> s.getBytes(StandardCharsets.UTF_8).length;
            case Collection<?> c -> c.size();
            case Map<?, ?> m -> m.size();
            case null, default ->
                    throw new TemplateException("len of type " + GoText.typeName(value));
        };
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) {
        Object value = basic(Arguments.at(arguments, 0));
        for (Object key : arguments.subList(1, arguments.size())) {
            value =
                    switch (value) {
                        case Map<?, ?> _ when !(key instanceof String) ->
                                throw new TemplateException(
                                        "value has type "
                                                + GoText.typeName(key)
                                                + "; should be string");
                        case Map<?, ?> map -> valueOf(map, key);
                        case List<?> list -> {
                            long at = key instanceof Long l ? l : -1;
                            if (at < 0 || at >= list.size()) {
                                throw new TemplateException("index out of range: " + key);
                            }
                            yield list.get((int) at);
                        }
                        case String text -> {
                            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                            long at = key instanceof Long l ? l : -1;
                            if (at < 0 || at >= bytes.length) {
                                throw new TemplateException("index out of range: " + key);
                            }
                            yield (long) (bytes[(int) at] & 0xff);
                        }
                        case null, default ->
                                throw new TemplateException(
                                        "can't index item of type " + GoText.typeName(value));
                    };
        }
        return value;
    }

    /** The value of a key; label maps give the empty text for a missing one, as Go's zero value. */
    static @Nullable Object valueOf(Map<?, ?> map, Object key) {
        Object found = map.get(key);
        return found == null && !(map instanceof AnyMap) ? "" : found;
    }

    private static Object slice(List<@Nullable Object> arguments) {
        Object value = basic(Arguments.at(arguments, 0));
        int size = (int) length(value);
        int from = arguments.size() > 1 && arguments.get(1) instanceof Long l ? l.intValue() : 0;
        int to = arguments.size() > 2 && arguments.get(2) instanceof Long l ? l.intValue() : size;
        if (from < 0 || to > size || from > to) {
            throw new TemplateException("index out of range: " + from + ":" + to);
        }
        return switch (value) {
            case String s ->
                    new String(
                            s.getBytes(StandardCharsets.UTF_8),
                            from,
                            to - from,
                            StandardCharsets.UTF_8);
            case List<?> list -> list.subList(from, to);
            case null, default ->
                    throw new TemplateException(
                            "can't slice item of type " + GoText.typeName(value));
        };
    }

    /** Go puts a space between two operands of which neither is a string. */
    private static String print(List<@Nullable Object> arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            boolean isApart =
                    i > 0
                            && !(basic(argument) instanceof String)
                            && !(basic(arguments.get(i - 1)) instanceof String);
            out.append(isApart ? " " : "")
                    .append(argument == null ? "<nil>" : GoText.print(argument));
            Effort.checkLength(out.length());
        }
        return out.toString();
    }

    /** As {@code print}, but nil is a text. */
    private static String joined(List<@Nullable Object> arguments) {
        List<@Nullable Object> shown = new ArrayList<>();
        arguments.forEach(argument -> shown.add(argument == null ? "<no value>" : argument));
        return print(shown);
    }

    private static String println(List<@Nullable Object> arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            out.append(i > 0 ? " " : "")
                    .append(argument == null ? "<nil>" : GoText.print(argument));
            Effort.checkLength(out.length());
        }
        return out.append('\n').toString();
    }

    /** Go leaves the tilde as it is, and not the asterisk. */
    static String queryEscaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("\0", "\uFFFD");
    }

    private static String js(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> appendJs(c, out));
        return out.toString();
    }

    private static void appendJs(int c, StringBuilder out) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\'' -> out.append("\\'");
            case '"' -> out.append("\\\"");
            default -> {
                if ("<>&=".indexOf(c) >= 0 || c != DELETE && !FormattedText.isPrintable(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04X", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
