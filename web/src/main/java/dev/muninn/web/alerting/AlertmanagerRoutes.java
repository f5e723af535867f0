package dev.muninn.web.alerting;

import dev.muninn.alert.Alertmanager;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Alertmanager's API in version 2, so that its tools and every Prometheus can send their alerts
 * here.
 */
final class AlertmanagerRoutes {

    /** Tools are configured with either. */
    private static final List<String> PREFIXES = List.of("/api/v2", "/alertmanager/api/v2");

    private final Alertmanager alertmanager;

    AlertmanagerRoutes(Alertmanager alertmanager) {
        this.alertmanager = alertmanager;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String prefix : PREFIXES) {
            routes.add(read(prefix + "/alerts", call -> alertmanager.alerts(parameters(call))));
            routes.add(
                    Route.send(
                            prefix + "/alerts",
                            inItsWords(
                                    call -> {
                                        alertmanager.postAlerts(bytes(call));
                                        call.reply().empty(200);
                                    })));
            routes.add(
                    read(prefix + "/alerts/groups", call -> alertmanager.groups(parameters(call))));
            routes.add(read(prefix + "/silences", call -> alertmanager.silences(parameters(call))));
            routes.add(
                    Route.send(
                            prefix + "/silences",
                            inItsWords(call -> json(call, alertmanager.postSilence(bytes(call))))));
            routes.add(read(prefix + "/silence/*", call -> alertmanager.silence(call.segment())));
            routes.add(
                    Route.delete(
                            prefix + "/silence/*",
                            inItsWords(
                                    call -> {
                                        alertmanager.expireSilence(call.segment());
                                        call.reply().empty(200);
                                    })));
            routes.add(read(prefix + "/status", call -> alertmanager.status()));
            routes.add(read(prefix + "/receivers", call -> alertmanager.receivers()));
        }
        return routes;
    }

    private static Route read(String path, Function<Call, Object> answer) {
        return Route.read(path, inItsWords(call -> json(call, answer.apply(call))));
    }

    static Function<String, List<String>> parameters(Call call) {
        return call.parameters()::all;
    }

    static byte[] bytes(Call call) {
        byte[] bytes = new byte[call.body().remaining()];
        call.body().get(bytes);
        return bytes;
    }

    static void json(Call call, Object tree) {
        JsonBuffer json = new JsonBuffer();
        PromJson.any(json, tree);
        call.reply().json(200, json);
    }

    /** Alertmanager tells what is wrong as a bare JSON string, or as a code and a message. */
    private static Route.Endpoint inItsWords(Route.Endpoint endpoint) {
        return call -> {
            try {
                endpoint.answer(call);
            } catch (MuninnException e) {
                Refusal refusal = Refusal.of(e);
                boolean isTooMuch = e.kind() == MuninnException.Kind.LIMIT;
                JsonBuffer json = new JsonBuffer();
                if (refusal.status() == 422 && !isTooMuch) {
                    json.raw("{\"code\":602,\"message\":").string(refusal.message()).raw('}');
                } else {
                    json.string(refusal.message());
                }
                int status = isTooMuch ? 413 : refusal.status();
                call.reply().bytes(status, "application/json", Buffer.buffer(json.toBytes()));
            }
        };
    }
}
