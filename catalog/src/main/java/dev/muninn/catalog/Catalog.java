package dev.muninn.catalog;

import dev.muninn.model.Clock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All that people make, on one database. Safe for any thread. */
public final class Catalog implements AutoCloseable {

    private final ReadyBoards ready;
    private final Dashboards dashboards;
    private final Folders folders;
    private final DashboardSearch search;
    private final Shelf shelf;
    private final Drafts drafts;
    private final Annotations annotations;
    private final ShortLinks links;
    private final Optional<Provisioning> provisioning;

    private Catalog(
            CatalogDatabase database,
            CatalogOptions options,
            Clock clock,
            Uids uids,
            Predicate<String> hasMetric) {
        ready = new ReadyBoards(hasMetric);
        dashboards = new Dashboards(database, options, clock, uids, ready);
        folders = new Folders(database, uids);
        search = new DashboardSearch(database, ready);
        shelf = new Shelf(database, clock);
        drafts = new Drafts(database, clock);
        annotations = new Annotations(database, uids);
        links = new ShortLinks(database, clock, uids);
        provisioning =
                options.provisioning()
                        .map(
                                folder ->
                                        Provisioning.open(
                                                folder,
                                                options.prune(),
                                                dashboards,
                                                folders,
                                                clock));
    }

    /**
     * Brings the tables up to date, and the dashboards that files keep.
     *
     * @param hasMetric whether a metric has samples of late; decides which ready-made dashboards
     *     are offered
     */
    public static Catalog open(
            CatalogDatabase database,
            CatalogOptions options,
            Clock clock,
            Predicate<String> hasMetric) {
        database.migrate("catalog");
        return new Catalog(database, options, clock, new Uids(new SecureRandom()), hasMetric);
    }

    public Dashboards dashboards() {
        return dashboards;
    }

    public Folders folders() {
        return folders;
    }

    /** All folders, with that of the ready-made dashboards at the end. */
    public List<Folder> allFolders() {
        List<Folder> all = new ArrayList<>(folders.all());
        all.add(
                new Folder(
                        ReadyBoards.FOLDER,
                        ReadyBoards.FOLDER_TITLE,
                        "",
                        List.of(ReadyBoards.FOLDER_TITLE),
                        ready.offered().size()));
        return all;
    }

    public DashboardSearch search() {
        return search;
    }

    public Shelf shelf() {
        return shelf;
    }

    public Drafts drafts() {
        return drafts;
    }

    public Annotations annotations() {
        return annotations;
    }

    public ShortLinks links() {
        return links;
    }

    /** The dashboards that files keep, where a folder of them is configured. */
    public Optional<Provisioning> provisioning() {
        return provisioning;
    }

    /** Stops watching files; the database stays open. */
    @Override
    public void close() {
        provisioning.ifPresent(Provisioning::close);
    }
}
