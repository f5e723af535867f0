package dev.muninn.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.ingest.TargetState;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Queries;
import dev.muninn.stream.LiveQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The queries of dashboards, for live clients that name a dashboard and not its queries. */
public final class LiveBoards {

    /** Own collectors measure once a second. */
    private static final long OWN_MILLIS = 1_000;

    private final Optional<Catalog> catalog;
    private final Supplier<List<TargetState>> targets;
    private final Queries language;

    /**
     * @param targets what is scraped at the moment
     */
    public LiveBoards(
            Optional<Catalog> catalog, Supplier<List<TargetState>> targets, Queries language) {
        this.catalog = catalog;
        this.targets = targets;
        this.language = language;
    }

    /**
     * The queries of the dashboard's panels as PromQL, each with {@code PANEL/REF} for its ref.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such dashboard or panel, BAD_INPUT
     *     if a variable has no value or a filter cannot be read
     */
    public List<LiveQuery> queries(LiveBoard asked, long stepMillis, long rangeMillis) {
        JsonNode spec = read(asked).path("spec");
        BoardVariables variables =
                new BoardVariables(
                        spec.path("variables"), asked.values(), macros(stepMillis, rangeMillis));
        BoardFilters filters = BoardFilters.of(spec.path("variables"), asked.values(), language);
        List<String> panels = new ArrayList<>(asked.panels());
        if (panels.isEmpty()) {
            spec.path("elements").fieldNames().forEachRemaining(panels::add);
        }
        List<LiveQuery> queries = new ArrayList<>();
        for (String panel : panels) {
            JsonNode element = spec.path("elements").path(panel);
            if (element.isMissingNode()) {
                throw notFound(
                        "dashboard \"%s\" has no panel \"%s\"".formatted(asked.uid(), panel));
            }
            for (JsonNode query : element.path("queries")) {
                String expr = query.path("expr").asText("").strip();
                boolean isAsked =
                        !expr.isEmpty()
                                && !query.path("hidden").asBoolean()
                                && !query.path("language").asText().equals("other");
                if (isAsked) {
                    String ref = panel + "/" + query.path("ref").asText();
                    queries.add(new LiveQuery(ref, filters.addTo(variables.write(expr))));
                }
            }
        }
        return queries;
    }

    private JsonNode read(LiveBoard asked) {
        Catalog boards = catalog.orElseThrow(() -> notFound("this server keeps no dashboards"));
        return asked.version() == 0
                ? boards.dashboards().get(asked.uid())
                : boards.dashboards().get(asked.uid(), asked.version());
    }

    private static MuninnException notFound(String what) {
        return new MuninnException(MuninnException.Kind.NOT_FOUND, what);
    }

    /** The same words as the page has, so that it and others see the same values. */
    private Map<String, String> macros(long stepMillis, long rangeMillis) {
        long scrape = scrapeMillis();
        return Map.of(
                "__rate_interval",
                duration(Math.max(stepMillis + scrape, 4 * scrape)),
                "__interval",
                duration(stepMillis),
                "__interval_ms",
                String.valueOf(stepMillis),
                "__range",
                duration(rangeMillis),
                "__range_s",
                String.valueOf(Math.round(rangeMillis / 1e3)),
                "__range_ms",
                String.valueOf(rangeMillis));
    }

    /** Between two samples of the slowest target: wide enough for it leaves no gap anywhere. */
    private long scrapeMillis() {
        long slowest = OWN_MILLIS;
        for (TargetState target : targets.get()) {
            slowest = Math.max(slowest, target.interval().toMillis());
        }
        return slowest;
    }

    private static String duration(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
