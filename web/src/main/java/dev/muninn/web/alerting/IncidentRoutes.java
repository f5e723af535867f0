package dev.muninn.web.alerting;

import dev.muninn.alert.Incidents;
import dev.muninn.alert.MaintenanceWindows;
import dev.muninn.alert.Notifier;
import dev.muninn.alert.OnCall;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Incidents and the people who take care of them: windows, rotas, escalation. */
final class IncidentRoutes {

    private static final String PREFIX = "/api/v1/alerting/";

    private final Incidents incidents;
    private final MaintenanceWindows maintenance;
    private final OnCall onCall;

    IncidentRoutes(Notifier notifier) {
        incidents = notifier.incidents();
        maintenance = notifier.maintenance();
        onCall = notifier.onCall();
    }

    List<Route> routes() {
        return List.of(
                Route.read(
                        PREFIX + "incidents",
                        call ->
                                AlertingRoutes.data(
                                        call, incidents.list(AlertmanagerRoutes.parameters(call)))),
                Route.read(
                        PREFIX + "incidents/*",
                        call -> AlertingRoutes.data(call, incidents.one(call.segment()))),
                Route.send(
                        PREFIX + "incidents/*/notes",
                        call ->
                                AlertingRoutes.data(
                                        call,
                                        incidents.note(
                                                call.segment(), AlertmanagerRoutes.bytes(call)))),
                Route.read(
                        PREFIX + "incident-report",
                        call ->
                                AlertingRoutes.data(
                                        call,
                                        incidents.report(AlertmanagerRoutes.parameters(call)))),
                Route.read(
                        PREFIX + "maintenance",
                        call -> AlertingRoutes.data(call, maintenance.list())),
                Route.send(
                        PREFIX + "maintenance",
                        call ->
                                AlertingRoutes.data(
                                        call, maintenance.save(AlertmanagerRoutes.bytes(call)))),
                removal(PREFIX + "maintenance/*", maintenance::remove),
                Route.read(PREFIX + "on-call", call -> AlertingRoutes.data(call, onCall.list())),
                Route.send(
                        PREFIX + "rotas",
                        call ->
                                AlertingRoutes.data(
                                        call, onCall.saveRota(AlertmanagerRoutes.bytes(call)))),
                removal(PREFIX + "rotas/*", onCall::removeRota),
                Route.send(
                        PREFIX + "rotas/*/overrides",
                        call ->
                                AlertingRoutes.data(
                                        call,
                                        onCall.takeOver(
                                                name(call), AlertmanagerRoutes.bytes(call)))),
                Route.send(
                        PREFIX + "escalation-policies",
                        call ->
                                AlertingRoutes.data(
                                        call, onCall.savePolicy(AlertmanagerRoutes.bytes(call)))),
                removal(PREFIX + "escalation-policies/*", onCall::removePolicy));
    }

    private static Route removal(String path, java.util.function.Consumer<String> remove) {
        return Route.delete(
                path,
                call -> {
                    remove.accept(name(call));
                    call.reply().empty(204);
                });
    }

    /** The segment that stands for the star, as it was before it was put into a URL. */
    private static String name(Call call) {
        return URLDecoder.decode(call.segment(), StandardCharsets.UTF_8);
    }
}
