package dev.muninn.web.query;

import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import dev.muninn.query.Queries;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryDetails;
import dev.muninn.query.QueryResult;
import dev.muninn.query.QueryStatistics;
import dev.muninn.query.Resolution;
import dev.muninn.query.ResultCache;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import java.util.List;

/** PromQL in Prometheus' HTTP API. */
public final class QueryRoutes {

    /** Tells whether an answer was there already. */
    private static final String CACHE = "X-Muninn-Cache";

    /** Tells what an answer was made of: {@code raw} or the width of buckets. */
    private static final String RESOLUTION = "X-Muninn-Resolution";

    private final Queries queries;
    private final Clock clock;

    public QueryRoutes(Queries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    public List<Route> routes() {
        Route range = Route.ask("/api/v1/query_range", this::range);
        boolean mayWait = queries.cache().map(ResultCache::isFar).orElse(false);
        return List.of(
                Route.ask("/api/v1/query", this::instant).oftenQuick(),
                mayWait ? range : range.oftenQuick(),
                Route.ask("/api/v1/format_query", this::format),
                Route.ask("/api/v1/parse_query", this::tree));
    }

    private void instant(Call call) {
        Parameters parameters = call.parameters();
        long time = parameters.time("time", clock.millis());
        String query = parameters.required("query");
        QueryCall about = queryCall(call);
        write(call, Parameters.naming("query", () -> queries.instant(query, time, about)));
    }

    private void range(Call call) {
        Parameters parameters = call.parameters();
        String query = parameters.required("query");
        long start = parameters.requiredTime("start");
        long end = parameters.requiredTime("end");
        long step = parameters.requiredDuration("step");
        checkRange(start, end, step);
        QueryCall about = queryCall(call);
        boolean isAnew = parameters.get("nocache").equals("1");
        QueryResult result =
                Parameters.naming(
                        "query",
                        () ->
                                isAnew
                                        ? queries.rangeAnew(query, start, end, step, about)
                                        : queries.range(query, start, end, step, about));
        call.reply().headers().set(CACHE, cacheUse(result.statistics()));
        write(call, result);
    }

    /** Points from memory, from caches further off, and from the store. */
    private static String cacheUse(QueryStatistics statistics) {
        return "l1=" + statistics.cachedPoints() + ",l2=0,store=" + statistics.computedPoints();
    }

    /** Refuses what is no range; how many points are too many is the engine's to say. */
    public static void checkRange(long start, long end, long step) {
        if (end < start) {
            throw Parameters.invalid("end", "it is before start");
        }
        if (start < -Parameters.MAX_MILLIS || end > Parameters.MAX_MILLIS) {
            throw Parameters.invalid("start", "it or end is out of range");
        }
        if (step < 1) {
            throw Parameters.invalid("step", "it has to be a positive duration");
        }
    }

    private static QueryCall queryCall(Call call) {
        Parameters parameters = call.parameters();
        String resolution = parameters.get("resolution");
        return new QueryCall(
                parameters.positiveDuration("timeout"),
                parameters.positiveDuration("lookback_delta"),
                parameters.limit("limit"),
                call.address(),
                call::isCancelled,
                resolution.isEmpty()
                        ? Resolution.AUTO
                        : Parameters.naming("resolution", () -> Resolution.parse(resolution)),
                parameters.get("explain").equals("1") || parameters.get("stats").equals("all"));
    }

    private static void write(Call call, QueryResult result) {
        call.reply()
                .headers()
                .set(RESOLUTION, Resolution.print(result.statistics().resolutionMillis()));
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        PromJson.value(body, result);
        if (call.parameters().has("stats")) {
            QueryCosts.statistics(body.buffer().raw(",\"stats\":"), result);
        }
        QueryDetails details = result.details();
        if (details != null && call.parameters().get("explain").equals("1")) {
            QueryCosts.explanation(body.buffer().raw(",\"explain\":"), details);
        }
        body.buffer().raw('}');
        PromJson.end(body.buffer(), result.warnings(), result.infos());
        body.end();
    }

    private void format(Call call) {
        JsonBuffer json = PromJson.begin();
        String query = call.parameters().required("query");
        json.string(Parameters.naming("query", () -> queries.format(query))).raw('}');
        call.reply().json(200, json);
    }

    private void tree(Call call) {
        String query = call.parameters().required("query");
        JsonBuffer json = PromJson.begin();
        PromJson.any(json, Parameters.naming("query", () -> queries.tree(query)));
        call.reply().json(200, json.raw('}'));
    }
}
