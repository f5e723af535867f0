package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.ProvisionedFile;
import dev.muninn.catalog.Provisioning;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;

/** Tells which files keep dashboards, and what is wrong with some of them. */
final class ProvisioningRoute {

    private final Catalog catalog;

    ProvisioningRoute(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(Route.read("/api/v1/provisioning", this::files));
    }

    private void files(Call call) {
        ObjectNode data = CatalogJson.object();
        ArrayNode list = data.putArray("files");
        catalog.provisioning()
                .ifPresent(
                        provisioning -> {
                            data.put("folder", provisioning.folder().toString());
                            data.put("prune", provisioning.isPruning());
                            write(provisioning, list);
                        });
        CatalogJson.answer(call, 200, data);
    }

    private static void write(Provisioning provisioning, ArrayNode list) {
        for (ProvisionedFile file : provisioning.files()) {
            ObjectNode json =
                    list.addObject()
                            .put("file", file.name())
                            .put("uid", file.uid())
                            .put("loadedAt", file.readAt().toString());
            file.problem().ifPresent(problem -> json.put("problem", problem));
        }
    }
}
