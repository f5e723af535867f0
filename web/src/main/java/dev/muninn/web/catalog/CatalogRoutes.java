package dev.muninn.web.catalog;

import dev.muninn.catalog.Catalog;
import dev.muninn.model.Clock;
import dev.muninn.web.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Everything that people make: dashboards, folders, annotations and their like. */
public final class CatalogRoutes {

    private final Catalog catalog;
    private final Clock clock;

    public CatalogRoutes(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DashboardRoutes(catalog).routes());
        routes.addAll(new ImportRoute(catalog).routes());
        routes.addAll(new SearchRoute(catalog).routes());
        routes.addAll(new FolderRoutes(catalog).routes());
        routes.addAll(new ShelfRoutes(catalog).routes());
        routes.addAll(new AnnotationRoutes(catalog, clock).routes());
        routes.addAll(new LinkRoutes(catalog).routes());
        routes.addAll(new ProvisioningRoute(catalog).routes());
        return routes;
    }
}
