package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.DashboardSearch;
import dev.muninn.catalog.Edit;
import dev.muninn.catalog.Folder;
import dev.muninn.catalog.Search;
import dev.muninn.catalog.Summary;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds dashboards. */
final class SearchRoute {

    private static final int DEFAULT_LIMIT = 100;

    private final Catalog catalog;

    SearchRoute(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(Route.read("/api/v1/search", this::search));
    }

    private void search(Call call) {
        Parameters parameters = call.parameters();
        List<Summary> found = catalog.search().find(query(parameters), Edit.ANONYMOUS);
        int limit = parameters.has("limit") ? parameters.limit("limit") : DEFAULT_LIMIT;
        Map<String, List<String>> paths = new HashMap<>();
        catalog.allFolders().forEach((Folder folder) -> paths.put(folder.uid(), folder.path()));
        ObjectNode data = CatalogJson.object();
        ArrayNode list = data.putArray("dashboards");
        found.stream()
                .skip(parameters.limit("offset"))
                .limit(limit)
                .forEach(summary -> write(list.addObject(), summary, paths));
        data.put("total", found.size());
        ArrayNode tags = data.putArray("tags");
        DashboardSearch.tags(found)
                .forEach((tag, count) -> tags.addObject().put("tag", tag).put("count", count));
        CatalogJson.answer(call, 200, data);
    }

    private static Search query(Parameters parameters) {
        String words = parameters.get("query").strip();
        return new Search(
                words.isEmpty() ? List.of() : Arrays.asList(words.split("\\s+")),
                parameters.all("tag"),
                parameters.has("folder") ? Optional.of(parameters.get("folder")) : Optional.empty(),
                parameters.get("starred").equals("true"),
                order(parameters.get("sort")));
    }

    private static Search.Order order(String sort) {
        if (sort.isEmpty()) {
            return Search.Order.RELEVANCE;
        }
        try {
            return Search.Order.valueOf(sort.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new dev.muninn.model.MuninnException(
                    dev.muninn.model.MuninnException.Kind.BAD_INPUT,
                    "invalid parameter \"sort\": \"%s\" is none of relevance, title, recent, visits and updated"
                            .formatted(sort),
                    e);
        }
    }

    private static void write(ObjectNode json, Summary summary, Map<String, List<String>> paths) {
        json.put("uid", summary.uid());
        json.put("name", summary.name());
        json.put("title", summary.title());
        json.put("description", summary.description());
        json.put("folder", summary.folder());
        ArrayNode path = json.putArray("folderPath");
        paths.getOrDefault(summary.folder(), List.of()).forEach(path::add);
        ArrayNode tags = json.putArray("tags");
        summary.tags().forEach(tags::add);
        json.put("starred", summary.isStarred());
        json.put("readOnly", summary.isReadOnly());
        json.put("version", summary.version());
        json.put("updatedAt", summary.updatedAt().toString());
        json.put("updatedBy", summary.updatedBy());
        json.put("panels", summary.panels());
        json.put("visits", summary.visits());
        summary.visitedAt().ifPresent(at -> json.put("visitedAt", at.toString()));
    }
}
