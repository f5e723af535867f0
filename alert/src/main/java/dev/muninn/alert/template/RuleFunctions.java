package dev.muninn.alert.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Prometheus' rule templates.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">
 *     Template reference</a>
 */
public final class RuleFunctions {

    /** Asks a query for templates: a list of {@link Element}. */
    @FunctionalInterface
    public interface Query {
        List<Element> run(String expr);
    }

    /** An element of a query's result, with {@code .Labels} and {@code .Value}. */
    public record Element(Map<String, String> labels, double value) implements Fields {
        @Override
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("Labels", labels);
            fields.put("Value", value);
            return fields;
        }
    }

    private static final Map<String, TemplateFunction> PURE = pure();

    /** The names, for {@link Template#parse(String, String, Set)}. */
    public static final Set<String> NAMES = names();

    private RuleFunctions() {}

    private static Set<String> names() {
        Set<String> names = new java.util.HashSet<>(PURE.keySet());
        names.addAll(Set.of("query", "now", "externalURL", "pathPrefix"));
        return Set.copyOf(names);
    }

    /** The functions over one source of query results, at one time. */
    public static Map<String, TemplateFunction> over(
            Query query, long nowMillis, String externalUrl) {
        Map<String, TemplateFunction> functions = new HashMap<>(PURE);
        functions.put("query", arguments -> query.run(Arguments.text(arguments, 0)));
        functions.put("now", arguments -> nowMillis / 1000.0);
        functions.put("externalURL", arguments -> externalUrl);
        functions.put("pathPrefix", arguments -> externalUrl.replaceFirst("^[a-z]+://[^/]*", ""));
        return functions;
    }

    private static Map<String, TemplateFunction> pure() {
        Map<String, TemplateFunction> functions = new HashMap<>();
        functions.put("first", RuleFunctions::first);
        functions.put(
                "label",
                arguments ->
                        element(arguments, 1)
                                .labels()
                                .getOrDefault(Arguments.text(arguments, 0), ""));
        functions.put("value", arguments -> element(arguments, 0).value());
        functions.put(
                "strvalue",
                arguments -> element(arguments, 0).labels().getOrDefault("__value__", ""));
        functions.put("sortByLabel", RuleFunctions::sortByLabel);
        functions.put("humanize", arguments -> Humanize.decimal(Arguments.number(arguments, 0)));
        functions.put("humanize1024", arguments -> Humanize.binary(Arguments.number(arguments, 0)));
        functions.put(
                "humanizeDuration", arguments -> Humanize.duration(Arguments.number(arguments, 0)));
        functions.put(
                "humanizePercentage",
                arguments -> Humanize.percentage(Arguments.number(arguments, 0)));
        functions.put(
                "humanizeTimestamp",
                arguments -> Humanize.timestamp(Arguments.number(arguments, 0)));
        functions.put("toTime", arguments -> Humanize.time(Arguments.number(arguments, 0)));
        functions.put(
                "toDuration",
                arguments -> Duration.ofNanos((long) (Arguments.number(arguments, 0) * 1e9)));
        functions.put("parseDuration", arguments -> seconds(Arguments.text(arguments, 0)));
        functions.put("parseDurationTime", arguments -> seconds(Arguments.text(arguments, 0)));
        functions.put("title", arguments -> TitleCase.of(Arguments.text(arguments, 0)));
        functions.put("toUpper", arguments -> LetterCase.upper(Arguments.text(arguments, 0)));
        functions.put("toLower", arguments -> LetterCase.lower(Arguments.text(arguments, 0)));
        functions.put(
                "stripPort",
                arguments -> {
                    String text = Arguments.text(arguments, 0);
                    HostPort parts = HostPort.split(text);
                    return parts == null ? text : parts.host();
                });
        functions.put(
                "stripDomain", arguments -> HostPort.withoutDomain(Arguments.text(arguments, 0)));
        functions.put(
                "match",
                arguments -> pattern(arguments).matcher(Arguments.text(arguments, 1)).find());
        functions.put(
                "reReplaceAll",
                arguments ->
                        Replacement.all(
                                pattern(arguments),
                                Arguments.text(arguments, 2),
                                Arguments.text(arguments, 1)));
        functions.put(
                "urlQueryEscape", arguments -> Builtins.queryEscaped(Arguments.text(arguments, 0)));
        functions.put(
                "queryEscape", arguments -> Builtins.queryEscaped(Arguments.text(arguments, 0)));
        functions.put(
                "pathEscape",
                arguments ->
                        Builtins.queryEscaped(Arguments.text(arguments, 0)).replace("+", "%20"));
        functions.put("htmlEscape", arguments -> Builtins.html(Arguments.text(arguments, 0)));
        functions.put("quotesEscape", arguments -> quoted(Arguments.text(arguments, 0)));
        functions.put("jsonEscape", arguments -> GoText.quote(Arguments.text(arguments, 0)));
        functions.put("safeHtml", arguments -> Arguments.text(arguments, 0));
        functions.put("args", RuleFunctions::args);
        functions.put("graphLink", arguments -> link(Arguments.text(arguments, 0), "0"));
        functions.put("tableLink", arguments -> link(Arguments.text(arguments, 0), "1"));
        functions.put(
                "formatTime",
                arguments ->
                        GoTime.format(
                                Humanize.time(Arguments.number(arguments, 1)),
                                Arguments.text(arguments, 0)));
        return Map.copyOf(functions);
    }

    private static @Nullable Object first(List<@Nullable Object> arguments) {
        if (Arguments.at(arguments, 0) instanceof List<?> list && !list.isEmpty()) {
            return list.getFirst();
        }
        throw new TemplateException("first() called on vector with no elements");
    }

    private static Element element(List<@Nullable Object> arguments, int index) {
        if (Arguments.at(arguments, index) instanceof Element element) {
            return element;
        }
        throw new TemplateException("expected an element of a query result");
    }

    private static Object sortByLabel(List<@Nullable Object> arguments) {
        String label = Arguments.text(arguments, 0);
        List<Element> sorted = new ArrayList<>();
        if (Arguments.at(arguments, 1) instanceof List<?> list) {
            list.forEach(one -> sorted.add((Element) one));
        }
        sorted.sort(Comparator.comparing(one -> one.labels().getOrDefault(label, "")));
        return sorted;
    }

    private static double seconds(String text) {
        try {
            return PromDuration.parse(text).toMillis() / 1000.0;
        } catch (MuninnException e) {
            throw new TemplateException(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern pattern(List<@Nullable Object> arguments) {
        String text = Arguments.text(arguments, 0);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new TemplateException("error parsing regexp: " + e.getMessage());
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static Object args(List<@Nullable Object> arguments) {
        AnyMap named = new AnyMap();
        for (int i = 0; i < arguments.size(); i++) {
            named.put("arg" + i, arguments.get(i));
        }
        return named;
    }

    private static String link(String expr, String tab) {
        return "/graph?g0.expr=" + Builtins.queryEscaped(expr) + "&g0.tab=" + tab;
    }

    /** The time as templates hold it. */
    static Object time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    }
}
