package dev.muninn.web.alerting;

import dev.muninn.alert.Alerting;
import dev.muninn.alert.Notifier;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Our own questions about alerting: why, when, to whom, and what would have been. */
final class AlertingRoutes {

    private static final String PREFIX = "/api/v1/alerting/";

    private final Alerting alerting;
    private final Notifier notifier;

    AlertingRoutes(Alerting alerting) {
        this.alerting = alerting;
        notifier = alerting.notifier();
    }

    List<Route> routes() {
        return List.of(
                Route.read(PREFIX + "explain", call -> data(call, notifier.explain(of(call)))),
                Route.read(PREFIX + "groups", call -> data(call, notifier.handledGroups(of(call)))),
                Route.read(PREFIX + "history", call -> data(call, notifier.history(of(call)))),
                Route.read(PREFIX + "report", call -> data(call, notifier.report(of(call)))),
                Route.read(PREFIX + "routes", call -> data(call, notifier.routes())),
                Route.read(PREFIX + "status", call -> data(call, notifier.owner())),
                Route.read(PREFIX + "channels", call -> data(call, notifier.channels())),
                Route.read(
                        PREFIX + "rule-groups",
                        call -> data(call, alerting.ruleOverview().list(of(call)))),
                Route.read(
                        PREFIX + "silences",
                        call -> data(call, notifier.alertmanager().silenceList(of(call)))),
                Route.send(
                        PREFIX + "test",
                        call -> data(call, notifier.test(call.parameters().required("channel")))),
                Route.read(
                        PREFIX + "silence-preview",
                        call -> data(call, notifier.previewSilence(of(call)))),
                Route.send(
                        PREFIX + "acknowledgements",
                        call -> data(call, notifier.acknowledge(AlertmanagerRoutes.bytes(call)))),
                Route.delete(PREFIX + "acknowledgements/*", this::removeAcknowledgement),
                Route.ask("/api/v1/rules/backtest", this::backTest));
    }

    private static java.util.function.Function<String, List<String>> of(Call call) {
        return AlertmanagerRoutes.parameters(call);
    }

    private void removeAcknowledgement(Call call) {
        notifier.removeAcknowledgement(URLDecoder.decode(call.segment(), StandardCharsets.UTF_8));
        call.reply().empty(204);
    }

    private void backTest(Call call) {
        Parameters parameters = call.parameters();
        data(
                call,
                alerting.backTest()
                        .run(
                                parameters.required("rule"),
                                parameters.requiredTime("from"),
                                parameters.requiredTime("to"),
                                call::isCancelled));
    }

    static void data(Call call, Object tree) {
        AlertmanagerRoutes.json(call, Map.of("status", "success", "data", tree));
    }
}
