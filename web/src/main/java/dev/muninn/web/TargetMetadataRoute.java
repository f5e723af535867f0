package dev.muninn.web;

import dev.muninn.ingest.TargetState;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.TimeRange;
import dev.muninn.query.Queries;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the metrics of each scraped target mean, in Prometheus' HTTP API. */
final class TargetMetadataRoute {

    /** Series of a family are named so, its metadata is not. */
    private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count", "_total");

    private final ScrapeControl scrapes;
    private final SeriesIndex index;
    private final Queries queries;

    TargetMetadataRoute(ScrapeControl scrapes, SeriesIndex index, Queries queries) {
        this.scrapes = scrapes;
        this.index = index;
        this.queries = queries;
    }

    List<Route> routes() {
        return List.of(Route.read("/api/v1/targets/metadata", this::metadata));
    }

    private void metadata(Call call) {
        Parameters parameters = call.parameters();
        int limit = parameters.most("limit");
        String metric = parameters.get("metric");
        String selector = parameters.get("match_target");
        List<Matcher> matchers =
                selector.isEmpty()
                        ? List.of()
                        : Parameters.naming("match_target", () -> queries.parseSelector(selector));
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw('[');
        int count = 0;
        for (TargetState target : scrapes.targets().active()) {
            if (!Matcher.allMatch(matchers, target.labels())) {
                continue;
            }
            for (MetricMetadata about : of(target, metric)) {
                if (limit < 0 || count < limit) {
                    PromJson.labels(
                            json.raw(count == 0 ? "{\"target\":" : ",{\"target\":"),
                            target.labels());
                    PromJson.targetMetadata(json, about, metric.isEmpty());
                    count++;
                    body.drain();
                }
            }
        }
        PromJson.end(json.raw(']'), List.of(), List.of());
        body.end();
    }

    /** What is known of the metrics that a target has series of. */
    private List<MetricMetadata> of(TargetState target, String metric) {
        List<Matcher> ofTarget = new ArrayList<>();
        for (String label : List.of("job", "instance")) {
            ofTarget.add(Matcher.equal(label, target.labels().get(label)));
        }
        Set<String> families = new LinkedHashSet<>();
        for (String name :
                index.labelValues(Labels.METRIC_NAME, ofTarget, TimeRange.ALL, 0).items()) {
            families.add(name);
            for (String suffix : SUFFIXES) {
                if (name.endsWith(suffix)) {
                    families.add(name.substring(0, name.length() - suffix.length()));
                }
            }
        }
        if (!metric.isEmpty()) {
            families.retainAll(Set.of(metric));
        }
        List<MetricMetadata> found = new ArrayList<>();
        families.forEach(family -> found.addAll(index.metadata(family, 0).items()));
        return found;
    }
}
