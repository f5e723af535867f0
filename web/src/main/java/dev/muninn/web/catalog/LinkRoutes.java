package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.ShortLinks;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Route;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Short links to pages with their time and variables. */
final class LinkRoutes {

    private final ShortLinks links;

    LinkRoutes(Catalog catalog) {
        links = catalog.links();
    }

    List<Route> routes() {
        return List.of(
                Route.send("/api/v1/links", this::shorten), Route.lookUp("/s/*", this::follow));
    }

    private void shorten(Call call) {
        String uid = links.shorten(CatalogJson.body(call).path("target").asText());
        ObjectNode data = CatalogJson.object().put("uid", uid).put("url", "/s/" + uid);
        CatalogJson.answer(call, 201, data);
    }

    private void follow(Call call) {
        links.target(call.segment())
                .ifPresentOrElse(
                        target -> {
                            call.reply().headers().set(HttpHeaders.LOCATION, target);
                            call.reply().empty(302);
                        },
                        () -> call.reply().refuse(Refusal.notFound("/s/" + call.segment())));
    }
}
