package dev.muninn.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of a dashboard with what is chosen for them, and the queries written with them. */
final class BoardVariables {

    /*
     * The same grammar and formats as the page's (ui/src/dashboard/variables/interpolate.ts), so
     * that both show the same values. What can be chosen is not looked up here: "all" is every
     * value there is.
     */

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\$(?<plain>\\w+)"
                            + "|\\[\\[(?<old>\\w+)(?::(?<oldFormat>\\w+))?]]"
                            + "|\\$\\{(?<braced>\\w+)(?::(?<format>[\\w:.-]+))?}");

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.*+?()\\[\\]{}|]");

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private static final String ALL = "$__all";

    /**
     * A choice.
     *
     * @param written the one text for all formats, where everything is chosen; or empty
     * @param isPattern whether more than one value is possible, so that it stands for an expression
     */
    private record Chosen(List<String> values, String written, boolean isPattern) {}

    private final Map<String, JsonNode> definitions = new HashMap<>();
    private final Map<String, List<String>> wanted;
    private final Map<String, String> macros;

    /** Variables as they are defined, chosen, and beside them the macros of time. */
    BoardVariables(JsonNode defined, Map<String, List<String>> wanted, Map<String, String> macros) {
        for (JsonNode variable : defined) {
            definitions.put(variable.path("name").asText(), variable);
        }
        wanted.keySet().stream()
                .filter(name -> !definitions.containsKey(name))
                .findAny()
                .ifPresent(
                        name -> {
                            throw MuninnException.badInput(
                                    "the dashboard has no variable \"%s\"".formatted(name));
                        });
        this.wanted = wanted;
        this.macros = macros;
    }

    /**
     * Writes out what a text refers to; what is neither variable nor macro stays as it is.
     *
     * @throws MuninnException of kind BAD_INPUT if nothing is chosen for a variable it needs
     */
    String write(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(written((Matcher) found)));
    }

    private String written(Matcher reference) {
        String name = first(reference, "plain", "old", "braced");
        String macro = macros.get(name);
        if (macro != null) {
            return macro;
        }
        JsonNode definition = definitions.get(name);
        return definition == null
                ? reference.group()
                : written(name, chosen(name, definition), first(reference, "oldFormat", "format"));
    }

    private static String first(Matcher reference, String... groups) {
        for (String group : groups) {
            String text = reference.group(group);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private Chosen chosen(String name, JsonNode definition) {
        boolean isPattern =
                definition.path("multi").asBoolean() || definition.path("includeAll").asBoolean();
        List<String> values = wanted.getOrDefault(name, saved(definition));
        if (values.isEmpty() && definition.path("includeAll").asBoolean()) {
            values = List.of(ALL);
        }
        if (values.isEmpty()) {
            values = options(definition).stream().limit(1).toList();
        }
        if (values.isEmpty()) {
            throw MuninnException.badInput(
                    "nothing is chosen for the variable \"%s\": name a value in vars"
                            .formatted(name));
        }
        if (!values.contains(ALL)) {
            return new Chosen(values, "", isPattern);
        }
        List<String> all = options(definition);
        String own = definition.path("allValue").asText("");
        return new Chosen(all, own.isEmpty() && all.isEmpty() ? ".+" : own, true);
    }

    /** The choice that was saved with the dashboard. */
    private static List<String> saved(JsonNode definition) {
        String query = definition.path("query").asText("");
        String kind = definition.path("kind").asText();
        if (kind.equals("constant") && !query.isEmpty()) {
            return List.of(query);
        }
        JsonNode current = definition.path("current").path("value");
        List<String> values = new ArrayList<>();
        if (current.isArray()) {
            current.forEach(value -> values.add(value.asText()));
        } else if (current.isValueNode() && !current.isNull()) {
            values.add(current.asText());
        }
        // What fits the range is for whoever names the step; then the first option is as good.
        values.removeIf(value -> value.isEmpty() || value.startsWith("$__auto_interval"));
        return values.isEmpty() && kind.equals("text") ? List.of(query) : values;
    }

    /** What can be chosen, of the kinds that say so themselves: {@code a, b, Text : value}. */
    private static List<String> options(JsonNode definition) {
        String kind = definition.path("kind").asText();
        if (!kind.equals("custom") && !kind.equals("interval")) {
            return List.of();
        }
        return COMMA.splitAsStream(definition.path("query").asText(""))
                .map(part -> part.strip().replace("\\,", ","))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceFirst("^.+?\\s+:\\s+(.+)$", "$1"))
                .toList();
    }

    private static String written(String name, Chosen chosen, String format) {
        if (!chosen.written().isEmpty()) {
            return chosen.written();
        }
        List<String> values = chosen.values();
        return switch (format) {
            case "" ->
                    chosen.isPattern()
                            // Once for the expression, once for the string it stands in.
                            ? alternatives(values, each -> escaped(each).replace("\\", "\\\\"))
                            : values.getFirst().replaceAll("[\\\\\"]", "\\\\$0");
            case "regex" -> alternatives(values, BoardVariables::escaped);
            case "pipe" -> String.join("|", values);
            case "csv", "raw" -> String.join(",", values);
            case "glob" ->
                    values.size() > 1 ? "{" + String.join(",", values) + "}" : values.getFirst();
            case "text" -> String.join(" + ", values);
            default ->
                    throw MuninnException.badInput(
                            "the format \"%s\" of the variable \"%s\" is for pages: a query takes regex, pipe, csv, raw, glob or text"
                                    .formatted(format, name));
        };
    }

    private static String alternatives(List<String> values, UnaryOperator<String> escape) {
        return values.size() == 1
                ? escape.apply(values.getFirst())
                : values.stream().map(escape).collect(Collectors.joining("|", "(", ")"));
    }

    private static String escaped(String value) {
        return SPECIAL.matcher(value).replaceAll("\\\\$0");
    }
}
