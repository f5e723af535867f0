package dev.muninn.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.query.WrittenMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The matchers that a dashboard's ad-hoc variables add to each selector of its queries. */
final class BoardFilters {

    /*
     * The same choice and spelling as the page's (ui/src/dashboard/variables), so that both show
     * the same values.
     */

    /** A filter as pages write it into their address: {@code key|=|value}. */
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<key>[^|]+)\\|(?<operator>=|!=|=~|!~)\\|(?<value>.*)", Pattern.DOTALL);

    private final Queries language;
    private final List<Matcher> matchers;

    private BoardFilters(Queries language, List<Matcher> matchers) {
        this.language = language;
        this.matchers = matchers;
    }

    /**
     * What is chosen for ad-hoc variables, or else was saved with them.
     *
     * @throws MuninnException of kind BAD_INPUT if what is wanted is no filter
     */
    static BoardFilters of(JsonNode defined, Map<String, List<String>> wanted, Queries language) {
        List<Matcher> matchers = new ArrayList<>();
        for (JsonNode variable : defined) {
            if (variable.path("kind").asText().equals("adhoc")) {
                String name = variable.path("name").asText();
                for (String filter : wanted.getOrDefault(name, saved(variable))) {
                    matchers.add(matcher(name, filter, language));
                }
            }
        }
        return new BoardFilters(language, matchers);
    }

    /** Without those whose operators are not PromQL's, which pages leave out as well. */
    private static List<String> saved(JsonNode variable) {
        List<String> filters = new ArrayList<>();
        for (JsonNode filter : variable.path("filters")) {
            filters.add(
                    String.join(
                            "|",
                            filter.path("key").asText(),
                            filter.path("op").asText(),
                            filter.path("value").asText()));
        }
        if (filters.isEmpty()) {
            JsonNode current = variable.path("current").path("value");
            if (current.isArray()) {
                current.forEach(filter -> filters.add(filter.asText()));
            } else if (current.isTextual()) {
                filters.add(current.asText());
            }
        }
        filters.removeIf(filter -> !WRITTEN.matcher(filter).matches());
        return filters;
    }

    private static Matcher matcher(String variable, String filter, Queries language) {
        java.util.regex.Matcher parts = WRITTEN.matcher(filter);
        if (!parts.matches()) {
            throw MuninnException.badInput(
                    "\"%s\" filters by key|=|value, with = or !=, =~, !~, and not by \"%s\""
                            .formatted(variable, filter));
        }
        return Parameters.naming(
                variable,
                () ->
                        WrittenMatcher.parse(
                                language,
                                parts.group("key"),
                                parts.group("operator"),
                                parts.group("value")));
    }

    /** The query with the filters; one that is no PromQL as it is, for its view to say why. */
    String addTo(String expr) {
        if (matchers.isEmpty()) {
            return expr;
        }
        try {
            return language.narrow(expr, matchers);
        } catch (MuninnException e) {
            return expr;
        }
    }
}
