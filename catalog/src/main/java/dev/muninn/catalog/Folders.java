package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.DASHBOARD;
import static dev.muninn.catalog.Tables.FOLDER;
import static dev.muninn.catalog.Tables.FOLDER_UID;
import static dev.muninn.catalog.Tables.PARENT;
import static dev.muninn.catalog.Tables.PROVISIONED_BY;
import static dev.muninn.catalog.Tables.TITLE;
import static dev.muninn.catalog.Tables.UID;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The tree of folders; two in the same one have different titles. Safe for any thread. */
public final class Folders {

    /** Deeper trees are searched, not walked. */
    static final int MAX_DEPTH = 4;

    private static final int MAX_TITLE = 200;

    private final CatalogDatabase database;
    private final Uids uids;

    Folders(CatalogDatabase database, Uids uids) {
        this.database = database;
        this.uids = uids;
    }

    /** All folders, each behind the one around it, else by title. */
    public List<Folder> all() {
        return database.read(Folders::read);
    }

    static List<Folder> read(DSLContext sql) {
        Map<String, Integer> counts =
                sql.select(FOLDER_UID, DSL.count())
                        .from(DASHBOARD)
                        .where(FOLDER_UID.isNotNull())
                        .groupBy(FOLDER_UID)
                        .fetchMap(row -> row.value1(), row -> row.value2());
        Map<String, List<Folder>> children = new HashMap<>();
        sql.select(UID, TITLE, PARENT)
                .from(FOLDER)
                .forEach(
                        row -> {
                            String parent = row.value3() == null ? "" : row.value3();
                            children.computeIfAbsent(parent, key -> new ArrayList<>())
                                    .add(
                                            new Folder(
                                                    row.value1(),
                                                    row.value2(),
                                                    parent,
                                                    List.of(),
                                                    counts.getOrDefault(row.value1(), 0)));
                        });
        List<Folder> ordered = new ArrayList<>();
        append("", List.of(), children, ordered);
        return ordered;
    }

    private static void append(
            String parent,
            List<String> path,
            Map<String, List<Folder>> children,
            List<Folder> ordered) {
        children.getOrDefault(parent, List.of()).stream()
                .sorted(Comparator.comparing(Folder::title, String.CASE_INSENSITIVE_ORDER))
                .forEach(
                        folder -> {
                            List<String> own = new ArrayList<>(path);
                            own.add(folder.title());
                            ordered.add(
                                    new Folder(
                                            folder.uid(),
                                            folder.title(),
                                            parent,
                                            List.copyOf(own),
                                            folder.dashboards()));
                            append(folder.uid(), own, children, ordered);
                        });
    }

    static boolean exists(DSLContext sql, String uid) {
        return sql.fetchExists(FOLDER, UID.eq(uid));
    }

    /** Makes a folder in the parent, or at the top if that is empty. */
    public Folder create(String title, String parent) {
        return database.write(sql -> create(sql, uids.next(), title, parent));
    }

    private static Folder create(DSLContext sql, String uid, String title, String parent) {
        Map<String, Folder> there = byUid(sql);
        check(there, uid, title, parent, 1);
        sql.insertInto(FOLDER)
                .set(UID, uid)
                .set(TITLE, title)
                .set(PARENT, parent.isEmpty() ? null : parent)
                .execute();
        return existing(byUid(sql), uid);
    }

    /** The uid of the folder with these titles from the top down, which is made if need be. */
    String ensure(List<String> titles) {
        return database.write(
                sql -> {
                    String parent = "";
                    for (String title : titles) {
                        parent = ensure(sql, parent, title);
                    }
                    return parent;
                });
    }

    private String ensure(DSLContext sql, String parent, String title) {
        for (Folder folder : read(sql)) {
            if (folder.parent().equals(parent) && folder.title().equals(title)) {
                return folder.uid();
            }
        }
        return create(sql, uids.next(), title, parent).uid();
    }

    /** Renames a folder, or moves it with all that is in it. */
    public Folder change(String uid, String title, String parent) {
        return database.write(
                sql -> {
                    Map<String, Folder> there = byUid(sql);
                    Folder folder = existing(there, uid);
                    check(there, uid, title, parent, height(there, folder));
                    sql.update(FOLDER)
                            .set(TITLE, title)
                            .set(PARENT, parent.isEmpty() ? null : parent)
                            .where(UID.eq(uid))
                            .execute();
                    return existing(byUid(sql), uid);
                });
    }

    /** Deletes a folder that is empty. */
    public void delete(String uid) {
        int _ =
                database.write(
                        sql -> {
                            Map<String, Folder> there = byUid(sql);
                            Folder folder = existing(there, uid);
                            if (folder.dashboards() > 0 || below(there, uid).size() > 1) {
                                throw MuninnException.badInput(
                                        "folder \"%s\" is not empty: empty it first, or delete it with recursive=true"
                                                .formatted(folder.title()));
                            }
                            return sql.deleteFrom(FOLDER).where(UID.eq(uid)).execute();
                        });
    }

    /** Deletes a folder, the folders below it, and all dashboards in them. */
    public void deleteWithContents(String uid) {
        int _ =
                database.write(
                        sql -> {
                            Map<String, Folder> there = byUid(sql);
                            Folder folder = existing(there, uid);
                            List<String> all = below(there, uid);
                            if (sql.fetchExists(
                                    DASHBOARD, FOLDER_UID.in(all), PROVISIONED_BY.isNotNull())) {
                                throw MuninnException.badInput(
                                        "folder \"%s\" holds dashboards that files keep: remove the files first"
                                                .formatted(folder.title()));
                            }
                            sql.select(UID)
                                    .from(DASHBOARD)
                                    .where(FOLDER_UID.in(all))
                                    .fetch(UID)
                                    .forEach(dashboard -> Shelf.forget(sql, dashboard));
                            sql.deleteFrom(DASHBOARD).where(FOLDER_UID.in(all)).execute();
                            for (String one : all.reversed()) {
                                sql.deleteFrom(FOLDER).where(UID.eq(one)).execute();
                            }
                            return all.size();
                        });
    }

    private static Map<String, Folder> byUid(DSLContext sql) {
        Map<String, Folder> folders = new LinkedHashMap<>();
        read(sql).forEach(folder -> folders.put(folder.uid(), folder));
        return folders;
    }

    /** The folder and all below it, parents first. */
    static List<String> below(Map<String, Folder> there, String uid) {
        Set<String> inside = new HashSet<>(Set.of(uid));
        List<String> all = new ArrayList<>(List.of(uid));
        for (Folder folder : there.values()) {
            if (inside.contains(folder.parent())) {
                inside.add(folder.uid());
                all.add(folder.uid());
            }
        }
        return all;
    }

    private static int height(Map<String, Folder> there, Folder folder) {
        return below(there, folder.uid()).stream()
                        .mapToInt(uid -> existing(there, uid).depth())
                        .max()
                        .orElse(folder.depth())
                - folder.depth()
                + 1;
    }

    private static Folder existing(Map<String, Folder> there, String uid) {
        @Nullable Folder folder = there.get(uid);
        if (folder == null) {
            throw new MuninnException(Kind.NOT_FOUND, "there is no folder \"%s\"".formatted(uid));
        }
        return folder;
    }

    private static void check(
            Map<String, Folder> there, String uid, String title, String parent, int height) {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw MuninnException.badInput(
                    "a folder's title has 1 to %d characters".formatted(MAX_TITLE));
        }
        int around = parent.isEmpty() ? 0 : existing(there, parent).depth();
        if (!parent.isEmpty() && there.containsKey(uid) && below(there, uid).contains(parent)) {
            throw MuninnException.badInput(
                    "folder \"%s\" cannot be moved into itself".formatted(title));
        }
        if (around + height > MAX_DEPTH) {
            throw MuninnException.badInput(
                    "folders are at most %d deep: choose one further up".formatted(MAX_DEPTH));
        }
        boolean isTaken =
                there.values().stream()
                        .anyMatch(
                                other ->
                                        !other.uid().equals(uid)
                                                && other.parent().equals(parent)
                                                && other.title().equalsIgnoreCase(title));
        if (isTaken) {
            throw MuninnException.badInput(
                    "a folder \"%s\" is there already: choose another title".formatted(title));
        }
    }
}
