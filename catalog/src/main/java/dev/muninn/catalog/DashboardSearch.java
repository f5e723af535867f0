package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.DASHBOARD;
import static dev.muninn.catalog.Tables.DASHBOARD_TAG;
import static dev.muninn.catalog.Tables.DESCRIPTION;
import static dev.muninn.catalog.Tables.FOLDER_UID;
import static dev.muninn.catalog.Tables.OF_DASHBOARD;
import static dev.muninn.catalog.Tables.PANELS;
import static dev.muninn.catalog.Tables.PROVISIONED_BY;
import static dev.muninn.catalog.Tables.SEARCH_TEXT;
import static dev.muninn.catalog.Tables.TAG;
import static dev.muninn.catalog.Tables.TITLE;
import static dev.muninn.catalog.Tables.UID;
import static dev.muninn.catalog.Tables.UPDATED_BY;
import static dev.muninn.catalog.Tables.UPDATED_MILLIS;
import static dev.muninn.catalog.Tables.VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Finds dashboards, those of people and the ready-made ones. Safe for any thread. */
public final class DashboardSearch {

    private final CatalogDatabase database;
    private final ReadyBoards ready;

    DashboardSearch(CatalogDatabase database, ReadyBoards ready) {
        this.database = database;
        this.ready = ready;
    }

    /** All dashboards that match, in the order asked for. */
    public List<Summary> find(Search search, String visitor) {
        return database.read(sql -> find(sql, search, visitor));
    }

    /** How many of these dashboards have each tag; the most frequent first. */
    public static Map<String, Long> tags(List<Summary> found) {
        Map<String, Long> counts = new TreeMap<>();
        found.forEach(summary -> summary.tags().forEach(tag -> counts.merge(tag, 1L, Long::sum)));
        Map<String, Long> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private List<Summary> find(DSLContext sql, Search search, String visitor) {
        Shelves shelves = new Shelves(Shelf.starred(sql, visitor), Shelf.uses(sql, visitor));
        Optional<Set<String>> folders = search.folder().map(folder -> folders(sql, folder));
        List<String> words =
                search.words().stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        Stream<Summary> ofPeople = stored(sql, words, shelves);
        Stream<Summary> readyMade =
                ready.offered().stream()
                        .filter(board -> words.stream().allMatch(board.searchText()::contains))
                        .map(board -> summary(board, shelves));
        return Stream.concat(ofPeople, readyMade)
                .filter(found -> found.tags().containsAll(search.tags()))
                .filter(found -> found.isStarred() || !search.starredOnly())
                .filter(found -> folders.map(set -> set.contains(found.folder())).orElse(true))
                .sorted(order(search.order(), words))
                .toList();
    }

    private record Shelves(Set<String> starred, Map<String, Shelf.Use> uses) {

        Shelf.Use use(String uid) {
            return uses.getOrDefault(uid, Shelf.Use.NONE);
        }
    }

    private static Set<String> folders(DSLContext sql, String folder) {
        if (folder.equals(Search.TOP)) {
            return Set.of("");
        }
        Map<String, Folder> there = new LinkedHashMap<>();
        Folders.read(sql).forEach(one -> there.put(one.uid(), one));
        return Set.copyOf(Folders.below(there, folder));
    }

    private static Stream<Summary> stored(DSLContext sql, List<String> words, Shelves shelves) {
        Map<String, Set<String>> tags = new HashMap<>();
        sql.select(OF_DASHBOARD, TAG)
                .from(DASHBOARD_TAG)
                .forEach(
                        row ->
                                tags.computeIfAbsent(row.value1(), key -> new TreeSet<>())
                                        .add(row.value2()));
        List<Condition> conditions = new ArrayList<>();
        for (String word : words) {
            conditions.add(SEARCH_TEXT.contains(word));
        }
        return sql
                .select(
                        UID,
                        TITLE,
                        DESCRIPTION,
                        FOLDER_UID,
                        PROVISIONED_BY,
                        VERSION,
                        UPDATED_MILLIS,
                        UPDATED_BY,
                        PANELS)
                .from(DASHBOARD)
                .where(DSL.and(conditions))
                .fetch()
                .stream()
                .map(
                        row -> {
                            Shelf.Use use = shelves.use(row.value1());
                            return new Summary(
                                    row.value1(),
                                    row.value2(),
                                    row.value3(),
                                    row.value4() == null ? "" : row.value4(),
                                    tags.getOrDefault(row.value1(), Set.of()),
                                    shelves.starred().contains(row.value1()),
                                    row.value5() != null,
                                    row.value6(),
                                    Instant.ofEpochMilli(row.value7()),
                                    row.value8(),
                                    row.value9(),
                                    use.visits(),
                                    Optional.ofNullable(use.own()));
                        });
    }

    private static Summary summary(DashboardDocument board, Shelves shelves) {
        Shelf.Use use = shelves.use(board.uid());
        return new Summary(
                board.uid(),
                board.title(),
                board.description(),
                ReadyBoards.FOLDER,
                board.tags(),
                shelves.starred().contains(board.uid()),
                true,
                board.editedVersion(),
                Instant.EPOCH,
                Edit.MUNINN,
                board.panels(),
                use.visits(),
                Optional.ofNullable(use.own()));
    }

    private static Comparator<Summary> order(Search.Order order, List<String> words) {
        Comparator<Summary> byTitle =
                Comparator.comparing(Summary::title, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Summary::uid);
        Comparator<Summary> first =
                switch (order) {
                    case RELEVANCE ->
                            Comparator.comparingLong((Summary found) -> inTitle(found, words))
                                    .thenComparingLong(Summary::visits)
                                    .reversed();
                    case TITLE -> byTitle;
                    case RECENT ->
                            Comparator.comparing(
                                            (Summary found) ->
                                                    found.visitedAt().orElse(Instant.MIN))
                                    .reversed();
                    case VISITS -> Comparator.comparingLong(Summary::visits).reversed();
                    case UPDATED -> Comparator.comparing(Summary::updatedAt).reversed();
                };
        return first.thenComparing(byTitle);
    }

    private static long inTitle(Summary found, List<String> words) {
        String title = found.title().toLowerCase(Locale.ROOT);
        return words.stream().filter(title::contains).count();
    }
}
