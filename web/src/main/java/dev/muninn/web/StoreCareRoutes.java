package dev.muninn.web;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import dev.muninn.web.query.SeriesRoutes;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Care of the store for operators, at Prometheus' paths and at ours; only where it is allowed. */
final class StoreCareRoutes {

    private static final List<HttpMethod> CHANGE = List.of(HttpMethod.POST, HttpMethod.PUT);

    private final Optional<StoreCare> care;
    private final Queries queries;

    StoreCareRoutes(Optional<StoreCare> care, Queries queries) {
        this.care = care;
        this.queries = queries;
    }

    List<Route> routes() {
        return List.of(
                change("/api/v1/admin/store/flush", (store, call) -> store.flush()),
                change("/api/v1/admin/store/compact", (store, call) -> store.compact()),
                change("/api/v1/admin/tsdb/clean_tombstones", (store, call) -> store.compact()),
                change("/api/v1/admin/tsdb/delete_series", this::delete),
                route("/api/v1/admin/tsdb/snapshot", StoreCareRoutes::snapshot));
    }

    private Route change(String path, BiConsumer<StoreCare, Call> work) {
        return route(
                path,
                (store, call) -> {
                    work.accept(store, call);
                    call.reply().empty(204);
                });
    }

    private Route route(String path, BiConsumer<StoreCare, Call> work) {
        return new Route(
                CHANGE,
                path,
                Route.Access.API,
                new Route.Work.OnThread(call -> work.accept(allowed(), call)));
    }

    private StoreCare allowed() {
        return care.orElseThrow(
                () ->
                        new MuninnException(
                                MuninnException.Kind.UNAVAILABLE,
                                "admin APIs disabled: set store.admin-api to allow them"));
    }

    private void delete(StoreCare store, Call call) {
        List<String> selectors = call.parameters().all("match[]");
        if (selectors.isEmpty()) {
            throw Parameters.invalid("match[]", "it is missing");
        }
        SeriesRoutes.selectors(queries, selectors)
                .forEach(matchers -> store.delete(matchers, SeriesRoutes.range(call.parameters())));
    }

    private static void snapshot(StoreCare store, Call call) {
        JsonBuffer json = PromJson.begin().raw("{\"name\":").string(store.snapshot());
        call.reply().json(200, json.raw("}}"));
    }
}
