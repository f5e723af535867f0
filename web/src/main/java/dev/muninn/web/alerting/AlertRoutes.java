package dev.muninn.web.alerting;

import dev.muninn.alert.Alerting;
import dev.muninn.web.http.Route;
import java.util.ArrayList;
import java.util.List;

/** All doors of alerting: Alertmanager's, and our own for rules, channels and incidents. */
public final class AlertRoutes {

    private final Alerting alerting;

    public AlertRoutes(Alerting alerting) {
        this.alerting = alerting;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new AlertmanagerRoutes(alerting.notifier().alertmanager()).routes());
        routes.addAll(new AlertingRoutes(alerting).routes());
        routes.addAll(new HeartbeatRoutes(alerting.notifier()).routes());
        routes.addAll(new PackRoutes(alerting).routes());
        routes.addAll(new SavedRuleRoutes(alerting).routes());
        routes.addAll(new SavedChannelRoutes(alerting.notifier().savedChannels()).routes());
        routes.addAll(new IncidentRoutes(alerting.notifier()).routes());
        return routes;
    }
}
