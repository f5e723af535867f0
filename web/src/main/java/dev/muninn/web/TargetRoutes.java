package dev.muninn.web;

import dev.muninn.ingest.TargetState;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is scraped and how it goes, in Prometheus' HTTP API. */
final class TargetRoutes {

    private final ScrapeControl scrapes;

    TargetRoutes(ScrapeControl scrapes) {
        this.scrapes = scrapes;
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/targets", this::targets),
                Route.read("/api/v1/scrape_pools", this::pools),
                Route.send("/-/reload", this::reload));
    }

    private static Map<String, Integer> droppedByPool(List<Labels> dropped) {
        Map<String, Integer> counts = new TreeMap<>();
        dropped.forEach(labels -> counts.merge(labels.get("job"), 1, Integer::sum));
        return counts;
    }

    private void reload(Call call) {
        scrapes.reload();
        call.reply().empty(200);
    }

    private void targets(Call call) {
        String state = call.parameters().get("state").toLowerCase(Locale.ROOT);
        String pool = call.parameters().get("scrapePool");
        boolean withActive = List.of("", "any", "active").contains(state);
        boolean withDropped = List.of("", "any", "dropped").contains(state);
        ScrapeTargets now = scrapes.targets();
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw("{\"activeTargets\":[");
        boolean isFirst = true;
        for (TargetState target : withActive ? now.active() : List.<TargetState>of()) {
            if (pool.isEmpty() || pool.equals(target.job())) {
                active(isFirst ? json : json.raw(','), target);
                isFirst = false;
                body.drain();
            }
        }
        json.raw("],\"droppedTargets\":[");
        isFirst = true;
        for (Labels labels : withDropped ? now.dropped() : List.<Labels>of()) {
            json.raw(isFirst ? "{\"discoveredLabels\":" : ",{\"discoveredLabels\":");
            PromJson.labels(json, labels);
            json.raw(",\"scrapePool\":").string(labels.get("job")).raw('}');
            isFirst = false;
            body.drain();
        }
        json.raw("],\"droppedTargetCounts\":");
        if (withDropped) {
            counts(json, droppedByPool(now.dropped()));
        } else {
            json.raw("null");
        }
        PromJson.end(json.raw('}'), List.of(), List.of());
        body.end();
    }

    private static void counts(JsonBuffer json, Map<String, Integer> counts) {
        String separator = "{";
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            json.raw(separator).string(count.getKey()).raw(':').number(count.getValue());
            separator = ",";
        }
        json.raw(counts.isEmpty() ? "{}" : "}");
    }

    private static void active(JsonBuffer json, TargetState target) {
        PromJson.labels(json.raw("{\"discoveredLabels\":"), target.discoveredLabels());
        PromJson.labels(json.raw(",\"labels\":"), target.labels());
        json.raw(",\"scrapePool\":").string(target.job());
        json.raw(",\"scrapeUrl\":").string(target.url().toString());
        json.raw(",\"globalUrl\":").string(target.url().toString());
        json.raw(",\"lastError\":").string(target.lastError());
        json.raw(",\"lastScrape\":");
        json.string(
                target.lastScrapeMillis() == 0
                        ? "0001-01-01T00:00:00Z"
                        : Instant.ofEpochMilli(target.lastScrapeMillis()).toString());
        json.raw(",\"lastScrapeDuration\":").number(target.lastDurationSeconds());
        json.raw(",\"health\":\"").raw(target.health().name().toLowerCase(Locale.ROOT));
        json.raw("\",\"scrapeInterval\":\"").raw(duration(target.interval()));
        json.raw("\",\"scrapeTimeout\":\"").raw(duration(target.timeout())).raw("\"}");
    }

    private static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis % 60_000 == 0
                ? millis / 60_000 + "m"
                : millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    private void pools(Call call) {
        TreeSet<String> jobs = new TreeSet<>();
        scrapes.targets().active().forEach(target -> jobs.add(target.job()));
        JsonBuffer json = PromJson.begin().raw("{\"scrapePools\":");
        PromJson.strings(json, List.copyOf(jobs));
        call.reply().json(200, json.raw("}}"));
    }
}
