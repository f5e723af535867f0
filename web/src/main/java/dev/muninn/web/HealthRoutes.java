package dev.muninn.web;

import dev.muninn.ingest.OwnMetrics;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** What load balancers, orchestrators and scrapers ask. */
final class HealthRoutes {

    private final Readiness readiness;
    private final OwnMetrics metrics;

    HealthRoutes(Readiness readiness, OwnMetrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.onLoop("/-/healthy", (request, reply) -> reply.text(200, "healthy\n")),
                Route.read("/-/ready", this::ready),
                Route.onLoop("/api/v1/ping", (request, reply) -> ping(reply)),
                Route.read("/metrics", this::metrics));
    }

    private static void ping(Reply reply) {
        reply.json(200, PromJson.begin().raw("\"pong\"}"));
    }

    private void ready(Call call) {
        Optional<String> obstacle = readiness.obstacle();
        if (obstacle.isEmpty()) {
            call.reply().text(200, "ready\n");
        } else {
            call.reply().text(503, "not ready: " + obstacle.get() + "\n");
        }
    }

    private void metrics(Call call) {
        Buffer text = Buffer.buffer(metrics.exposition());
        call.reply().bytes(200, OwnMetrics.EXPOSITION_TYPE, text);
    }
}
