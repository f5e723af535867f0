package dev.muninn.web.query;

import dev.muninn.model.JsonBuffer;
import dev.muninn.query.CacheStatistics;
import dev.muninn.query.FarCache;
import dev.muninn.query.ResultCache;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;
import java.util.Optional;

/** What the result cache holds and does, and asking it to compute anew. */
public final class CacheRoutes {

    private final Optional<ResultCache> cache;

    public CacheRoutes(Optional<ResultCache> cache) {
        this.cache = cache;
    }

    public List<Route> routes() {
        return cache.map(
                        kept ->
                                List.of(
                                        Route.read(
                                                "/api/v1/admin/cache",
                                                call -> tell(call, kept.statistics())),
                                        Route.send(
                                                "/api/v1/admin/cache/refresh",
                                                call -> refresh(call, kept))))
                .orElse(List.of());
    }

    private static void tell(Call call, CacheStatistics now) {
        JsonBuffer json = PromJson.begin();
        json.raw("{\"l1\":{\"blocks\":").number(now.blocks());
        json.raw(",\"bytes\":").number(now.bytes());
        json.raw(",\"maxBytes\":").number(now.maxBytes());
        json.raw(",\"changed\":").number(now.changed());
        json.raw(",\"refused\":").number(now.refused());
        FarCache.Facts far = now.far();
        json.raw("},\"l2\":{\"state\":").string(far.state());
        json.raw(",\"found\":").number(far.found());
        json.raw(",\"missed\":").number(far.missed());
        json.raw(",\"failed\":").number(far.failed());
        json.raw("},\"queries\":{\"answered\":").number(now.answered());
        json.raw(",\"extended\":").number(now.extended());
        json.raw(",\"missed\":").number(now.missed());
        json.raw(",\"uncacheable\":").number(now.uncacheable());
        json.raw(",\"joined\":").number(now.joined());
        json.raw("},\"points\":{\"cached\":").number(now.cachedPoints());
        json.raw(",\"computed\":").number(now.computedPoints());
        json.raw(",\"hitRate\":").number(now.hitRate());
        json.raw(",\"hitRate1m\":").number(now.minuteHitRate());
        json.raw(",\"hitRate1h\":").number(now.hourHitRate()).raw("}}}");
        call.reply().json(200, json);
    }

    /** Of one metric if it is named, else of all. */
    private static void refresh(Call call, ResultCache cache) {
        String metric = call.parameters().get("metric");
        if (metric.isEmpty()) {
            cache.refresh();
        } else {
            cache.refresh(metric);
        }
        call.reply().empty(204);
    }
}
