package dev.muninn.web.query;

import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prometheus' address of a graph, which stands in messages about alerts: leads to the page that
 * shows the expression here.
 */
public final class GraphRoute {

    /** Alerts are looked at some time after they began. */
    private static final String RANGE = "&from=now-1h&to=now";

    public List<Route> routes() {
        return List.of(Route.lookUp("/graph", GraphRoute::follow));
    }

    private static void follow(Call call) {
        String expr = URLEncoder.encode(call.parameters().get("g0.expr"), StandardCharsets.UTF_8);
        call.reply().headers().set(HttpHeaders.LOCATION, "/explore?expr=" + expr + RANGE);
        call.reply().empty(302);
    }
}
