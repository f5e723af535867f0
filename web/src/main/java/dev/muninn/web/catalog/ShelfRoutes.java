package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.Draft;
import dev.muninn.catalog.Edit;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;

/** A visitor's stars and drafts. */
final class ShelfRoutes {

    private final Catalog catalog;

    ShelfRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/stars", this::stars),
                Route.put("/api/v1/stars/*", this::star),
                Route.delete("/api/v1/stars/*", this::unstar),
                Route.read("/api/v1/drafts", this::drafts),
                Route.read("/api/v1/drafts/*", this::draft),
                Route.put("/api/v1/drafts/*", this::keepDraft),
                Route.delete("/api/v1/drafts/*", this::deleteDraft));
    }

    private void stars(Call call) {
        ArrayNode list = CatalogJson.array();
        catalog.shelf().stars(Edit.ANONYMOUS).forEach(list::add);
        CatalogJson.answer(call, 200, list);
    }

    private void star(Call call) {
        // Refuses what is not there.
        catalog.dashboards().get(call.segment());
        catalog.shelf().star(Edit.ANONYMOUS, call.segment());
        call.reply().empty(204);
    }

    private void unstar(Call call) {
        catalog.shelf().unstar(Edit.ANONYMOUS, call.segment());
        call.reply().empty(204);
    }

    private void drafts(Call call) {
        ArrayNode list = CatalogJson.array();
        catalog.drafts().all(Edit.ANONYMOUS).forEach(draft -> list.add(summary(draft)));
        CatalogJson.answer(call, 200, list);
    }

    private void draft(Call call) {
        CatalogJson.answer(call, 200, whole(catalog.drafts().get(Edit.ANONYMOUS, call.segment())));
    }

    private void keepDraft(Call call) {
        Draft kept = catalog.drafts().put(Edit.ANONYMOUS, call.segment(), CatalogJson.body(call));
        CatalogJson.answer(call, 200, summary(kept));
    }

    private void deleteDraft(Call call) {
        catalog.drafts().delete(Edit.ANONYMOUS, call.segment());
        call.reply().empty(204);
    }

    private static ObjectNode summary(Draft draft) {
        return CatalogJson.object()
                .put("uid", draft.uid())
                .put("title", draft.title())
                .put("baseVersion", draft.baseVersion())
                .put("savedAt", draft.savedAt().toString());
    }

    private static ObjectNode whole(Draft draft) {
        return summary(draft).set("dashboard", draft.document());
    }
}
