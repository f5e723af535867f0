package dev.muninn.web;

import dev.muninn.ingest.LogReceiver;
import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteResult;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/** Logs as agents push them, and the lines of the last hours. */
final class LogRoutes {

    private static final int DEFAULT_LINES = 200;
    private static final int MAX_LINES = 5_000;

    private final LogReceiver logs;
    private final PushDoor door;
    private final Clock clock;

    LogRoutes(LogReceiver logs, PushDoor door, Clock clock) {
        this.logs = logs;
        this.door = door;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.push("/loki/api/v1/push", this::loki),
                Route.push("/v1/logs", this::otlp),
                Route.push("/api/v1/otlp/v1/logs", this::otlp),
                Route.read("/api/v1/logs", this::find));
    }

    private void loki(Call call) {
        door.receive(
                call,
                Labels.empty(),
                (request, session) -> {
                    logs.receiveLoki(request);
                    return WriteResult.EMPTY;
                },
                result -> call.reply().empty(204));
    }

    private void otlp(Call call) {
        door.receive(
                call,
                Labels.empty(),
                (request, session) -> {
                    logs.receiveOtlp(request);
                    return WriteResult.EMPTY;
                },
                result -> {
                    if (call.contentType().startsWith(Reply.JSON)) {
                        call.reply().bytes(200, Reply.JSON, Buffer.buffer("{}"));
                    } else {
                        call.reply().bytes(200, PushRoutes.PROTOBUF, Buffer.buffer());
                    }
                });
    }

    private void find(Call call) {
        Parameters parameters = call.parameters();
        long now = clock.millis();
        int limit = parameters.limit("limit");
        List<LogReceiver.Line> lines =
                logs.find(
                        parameters.get("service"),
                        parameters.get("contains"),
                        parameters.time("start", 0),
                        parameters.time("end", now),
                        Math.min(MAX_LINES, limit == 0 ? DEFAULT_LINES : limit));
        JsonBuffer json = PromJson.begin().raw("[");
        boolean isFirst = true;
        for (LogReceiver.Line line : lines) {
            json.raw(isFirst ? "{\"time\":" : ",{\"time\":");
            json.string(Instant.ofEpochMilli(line.timeMillis()).toString());
            PromJson.labels(json.raw(",\"labels\":"), line.labels());
            json.raw(",\"line\":").string(line.text()).raw('}');
            isFirst = false;
        }
        call.reply().json(200, json.raw("]}"));
    }
}
