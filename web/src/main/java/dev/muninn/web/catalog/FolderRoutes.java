package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.Folder;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;

/** The folders of dashboards. */
final class FolderRoutes {

    private static final String PATH = "/api/v1/folders";

    private final Catalog catalog;

    FolderRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.read(PATH, this::all),
                Route.send(PATH, this::create),
                Route.put(PATH + "/*", this::change),
                Route.delete(PATH + "/*", this::delete));
    }

    private void all(Call call) {
        ArrayNode list = CatalogJson.array();
        catalog.allFolders().forEach(folder -> list.add(json(folder)));
        CatalogJson.answer(call, 200, list);
    }

    private void create(Call call) {
        ObjectNode body = CatalogJson.body(call);
        CatalogJson.answer(
                call,
                201,
                json(
                        catalog.folders()
                                .create(
                                        body.path("title").asText(),
                                        body.path("parent").asText())));
    }

    private void change(Call call) {
        ObjectNode body = CatalogJson.body(call);
        CatalogJson.answer(
                call,
                200,
                json(
                        catalog.folders()
                                .change(
                                        call.segment(),
                                        body.path("title").asText(),
                                        body.path("parent").asText())));
    }

    private void delete(Call call) {
        if (call.parameters().get("recursive").equals("true")) {
            catalog.folders().deleteWithContents(call.segment());
        } else {
            catalog.folders().delete(call.segment());
        }
        call.reply().empty(204);
    }

    private static ObjectNode json(Folder folder) {
        ObjectNode json =
                CatalogJson.object()
                        .put("uid", folder.uid())
                        .put("title", folder.title())
                        .put("parent", folder.parent())
                        .put("depth", folder.depth())
                        .put("dashboards", folder.dashboards());
        ArrayNode path = json.putArray("path");
        folder.path().forEach(path::add);
        return json;
    }
}
