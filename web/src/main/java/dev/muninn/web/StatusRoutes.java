package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MachineName;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What Prometheus' clients ask of the server itself. */
final class StatusRoutes {

    /**
     * The version of Prometheus whose API this is: clients such as Grafana read it to know which
     * parameters they may send.
     */
    private static final String API_VERSION = "3.5.0";

    /** The doors open after the log was read, so there is never more to tell. */
    private static final String REPLAYED = "{\"min\":0,\"max\":0,\"current\":0,\"state\":\"done\"}";

    private final ServerFacts facts;
    private final Clock clock;
    private final long startMillis;
    private final String hostName = MachineName.read();

    StatusRoutes(ServerFacts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
        startMillis = clock.millis();
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/status/buildinfo", this::build),
                Route.read("/api/v1/status/runtimeinfo", this::runtime),
                Route.read("/api/v1/status/flags", this::flags),
                Route.read("/api/v1/status/config", this::config),
                Route.read("/api/v1/status/walreplay", this::replay),
                Route.read("/api/v1/alertmanagers", this::alertmanagers));
    }

    private void replay(Call call) {
        call.reply().json(200, PromJson.begin().raw(REPLAYED).raw('}'));
    }

    private void alertmanagers(Call call) {
        JsonBuffer json = PromJson.begin().raw("{\"activeAlertmanagers\":[");
        boolean isFirst = true;
        for (String url : facts.condition().get().alertmanagers()) {
            json.raw(isFirst ? "{\"url\":" : ",{\"url\":").string(url).raw('}');
            isFirst = false;
        }
        call.reply().json(200, json.raw("],\"droppedAlertmanagers\":[]}}"));
    }

    private void build(Call call) {
        BuildFacts build = facts.build();
        JsonBuffer json = PromJson.begin().raw("{\"version\":\"").raw(API_VERSION);
        json.raw("\",\"revision\":").string(build.revision());
        json.raw(",\"branch\":\"\",\"buildUser\":\"\",\"buildDate\":").string(build.date());
        json.raw(",\"goVersion\":\"\",\"muninnVersion\":").string(build.version());
        call.reply().json(200, json.raw("}}"));
    }

    private void runtime(Call call) {
        JsonBuffer json = PromJson.begin().raw("{\"startTime\":");
        json.string(Instant.ofEpochMilli(startMillis).toString());
        json.raw(",\"CWD\":").string(Path.of("").toAbsolutePath().toString());
        json.raw(",\"hostname\":").string(hostName);
        json.raw(",\"serverTime\":");
        json.string(Instant.ofEpochMilli(clock.millis()).toString());
        ServerCondition now = facts.condition().get();
        json.raw(",\"reloadConfigSuccess\":").raw(String.valueOf(now.isConfigurationWhole()));
        json.raw(",\"lastConfigTime\":");
        json.string(Instant.ofEpochMilli(now.configuredMillis()).toString());
        json.raw(",\"corruptionCount\":").number(now.damagedBlocks());
        json.raw(",\"goroutineCount\":");
        json.number(ManagementFactory.getThreadMXBean().getThreadCount());
        json.raw(",\"GOMAXPROCS\":").number(Runtime.getRuntime().availableProcessors());
        json.raw(",\"GOMEMLIMIT\":").number(Runtime.getRuntime().maxMemory());
        json.raw(",\"GOGC\":\"\",\"GODEBUG\":\"\",\"storageRetention\":");
        call.reply().json(200, json.string(facts.retention()).raw("}}"));
    }

    /** Every setting in effect. */
    private void flags(Call call) {
        JsonBuffer json = PromJson.begin();
        PromJson.any(json, facts.settings());
        call.reply().json(200, json.raw('}'));
    }

    /** What was set by somebody, as the file that would set it. */
    private void config(Call call) {
        StringBuilder yaml = new StringBuilder();
        for (Map.Entry<String, String> setting : facts.changed().entrySet()) {
            String value = setting.getValue().replace("'", "''");
            yaml.append(setting.getKey()).append(": '").append(value).append("'\n");
        }
        JsonBuffer json = PromJson.begin().raw("{\"yaml\":").string(yaml.toString());
        call.reply().json(200, json.raw("}}"));
    }
}
