package dev.muninn.web.alerting;

import dev.muninn.alert.Alerting;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;

/** Ready-made rules: what there is, and switches. */
final class PackRoutes {

    private static final String PREFIX = "/api/v1/rules/packs";

    private final Alerting alerting;

    PackRoutes(Alerting alerting) {
        this.alerting = alerting;
    }

    List<Route> routes() {
        return List.of(
                Route.read(PREFIX, this::list),
                Route.read(PREFIX + "/*/runbook", this::runbook),
                Route.put(PREFIX + "/*", this::switchOn),
                Route.delete(PREFIX + "/*", this::switchOff));
    }

    private void list(Call call) {
        AlertingRoutes.data(call, alerting.packs().list());
    }

    private void runbook(Call call) {
        AlertingRoutes.data(call, alerting.packs().runbook(call.segment()));
    }

    private void switchOn(Call call) {
        alerting.packs().switchOn(call.segment());
        alerting.refreshRules().run();
        call.reply().empty(204);
    }

    private void switchOff(Call call) {
        alerting.packs().switchOff(call.segment());
        alerting.refreshRules().run();
        call.reply().empty(204);
    }
}
