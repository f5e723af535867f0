package dev.muninn.web.alerting;

import dev.muninn.alert.Notifier;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Where jobs and other servers say that they live. */
final class HeartbeatRoutes {

    private final Notifier notifier;

    HeartbeatRoutes(Notifier notifier) {
        this.notifier = notifier;
    }

    List<Route> routes() {
        return List.of(
                Route.send("/api/v1/heartbeat/*", this::beat),
                Route.delete("/api/v1/heartbeat/*", this::remove),
                Route.read("/api/v1/heartbeats", call -> data(call, notifier.heartbeats())));
    }

    private static String name(Call call) {
        return URLDecoder.decode(call.segment(), StandardCharsets.UTF_8);
    }

    private void beat(Call call) {
        data(call, notifier.heartbeat(name(call), AlertmanagerRoutes.parameters(call)));
    }

    private void remove(Call call) {
        notifier.removeHeartbeat(name(call));
        call.reply().empty(204);
    }

    private static void data(Call call, Object tree) {
        AlertmanagerRoutes.json(call, Map.of("status", "success", "data", tree));
    }
}
