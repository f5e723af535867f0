package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.stream.JsonBuffer;
import java.time.Instant;
import java.util.List;

/** What Prometheus' clients ask of the server itself. */
final class StatusRoutes {

    /**
     * The version of Prometheus whose API this is: clients such as Grafana read it to know which
     * parameters they may send.
     */
    private static final String API_VERSION = "3.5.0";

    private static final String EMPTY_ALERTMANAGERS =
            "{\"activeAlertmanagers\":[],\"droppedAlertmanagers\":[]}";

    private final BuildFacts build;
    private final Clock clock;
    private final long startMillis;

    StatusRoutes(BuildFacts build, Clock clock) {
        this.build = build;
        this.clock = clock;
        startMillis = clock.millis();
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/status/buildinfo", this::build),
                Route.read("/api/v1/status/runtimeinfo", this::runtime),
                fixed("/api/v1/status/flags", "{}"),
                fixed("/api/v1/status/config", "{\"yaml\":\"\"}"),
                fixed("/api/v1/targets/metadata", "[]"),
                fixed("/api/v1/alertmanagers", EMPTY_ALERTMANAGERS));
    }

    private static Route fixed(String path, String data) {
        return Route.read(
                path, call -> call.reply().json(200, PromJson.begin().raw(data).raw('}')));
    }

    private void build(Call call) {
        JsonBuffer json = PromJson.begin().raw("{\"version\":\"").raw(API_VERSION);
        json.raw("\",\"revision\":").string(build.revision());
        json.raw(",\"branch\":\"\",\"buildUser\":\"\",\"buildDate\":").string(build.date());
        json.raw(",\"goVersion\":\"\",\"muninnVersion\":").string(build.version());
        call.reply().json(200, json.raw("}}"));
    }

    private void runtime(Call call) {
        JsonBuffer json = PromJson.begin().raw("{\"startTime\":");
        json.string(Instant.ofEpochMilli(startMillis).toString());
        json.raw(",\"CWD\":\"\",\"hostname\":\"\",\"serverTime\":");
        json.string(Instant.ofEpochMilli(clock.millis()).toString());
        json.raw(",\"reloadConfigSuccess\":true,\"lastConfigTime\":");
        json.string(Instant.ofEpochMilli(startMillis).toString());
        json.raw(",\"corruptionCount\":0,\"goroutineCount\":").number(Thread.activeCount());
        json.raw(",\"GOMAXPROCS\":").number(Runtime.getRuntime().availableProcessors());
        json.raw(",\"GOMEMLIMIT\":").number(Runtime.getRuntime().maxMemory());
        json.raw(",\"GOGC\":\"\",\"GODEBUG\":\"\",\"storageRetention\":\"\"}}");
        call.reply().json(200, json);
    }
}
