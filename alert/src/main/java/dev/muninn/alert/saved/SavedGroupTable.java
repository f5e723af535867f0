package dev.muninn.alert.saved;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;

/** All versions of the rule groups that people saved, in the catalog's database. */
public final class SavedGroupTable {

    /** Months of work on a group; beyond it nobody looks, and the table would only grow. */
    private static final int KEPT_VERSIONS = 100;

    private static final Table<Record> GROUP = table("alert_saved_group");

    private static final Field<String> FOLDER = field("folder", String.class);
    private static final Field<String> NAME = field("name", String.class);
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> DOCUMENT = field("document", String.class);
    private static final Field<String> AUTHOR = field("author", String.class);
    private static final Field<String> MESSAGE = field("message", String.class);
    private static final Field<Long> SAVED_AT = field("saved_at", Long.class);

    private static final List<SelectField<?>> ALL =
            List.of(FOLDER, NAME, VERSION, DOCUMENT, AUTHOR, MESSAGE, SAVED_AT);

    private final CatalogDatabase database;

    private SavedGroupTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Brings the table up to date. */
    public static SavedGroupTable open(CatalogDatabase database) {
        database.migrate("alert");
        return new SavedGroupTable(database);
    }

    /** What counts now of all groups that were not deleted, by folder and name. */
    public List<SavedGroup> current() {
        return database.read(
                sql ->
                        sql.select(ALL)
                                .from(GROUP)
                                .where(
                                        row(FOLDER, NAME, VERSION)
                                                .in(
                                                        select(FOLDER, NAME, max(VERSION))
                                                                .from(GROUP)
                                                                .groupBy(FOLDER, NAME)))
                                .and(DOCUMENT.ne(""))
                                .orderBy(FOLDER, NAME)
                                .fetch(SavedGroupTable::group));
    }

    /** All versions of a group that are kept, the newest first; none if it was never saved. */
    public List<SavedGroup> versions(String folder, String name) {
        return database.read(
                sql ->
                        sql.select(ALL)
                                .from(GROUP)
                                .where(is(folder, name))
                                .orderBy(VERSION.desc())
                                .fetch(SavedGroupTable::group));
    }

    /** What counts now of a group, if it is there. */
    public Optional<SavedGroup> find(String folder, String name) {
        return database.read(sql -> last(sql, folder, name)).filter(group -> !group.isDeleted());
    }

    /**
     * Writes the next version of a group.
     *
     * @param edited is what was read before, its version the one that was edited; 0 for a new group
     * @return what was written; empty, and nothing is, if another version counts than was edited
     * @throws MuninnException of kind UNAVAILABLE if it cannot be kept
     */
    public Optional<SavedGroup> add(SavedGroup edited) {
        return database.write(
                sql -> {
                    Optional<SavedGroup> last = last(sql, edited.folder(), edited.name());
                    long counts =
                            last.filter(group -> !group.isDeleted())
                                    .map(SavedGroup::version)
                                    .orElse(0L);
                    if (counts != edited.version()) {
                        return Optional.empty();
                    }
                    SavedGroup next =
                            new SavedGroup(
                                    edited.folder(),
                                    edited.name(),
                                    last.map(SavedGroup::version).orElse(0L) + 1,
                                    edited.document(),
                                    edited.author(),
                                    edited.message(),
                                    edited.savedAtMillis());
                    insert(sql, next);
                    return Optional.of(next);
                });
    }

    private static void insert(DSLContext sql, SavedGroup next) {
        sql.insertInto(GROUP)
                .set(FOLDER, next.folder())
                .set(NAME, next.name())
                .set(VERSION, next.version())
                .set(DOCUMENT, next.document())
                .set(AUTHOR, next.author())
                .set(MESSAGE, next.message())
                .set(SAVED_AT, next.savedAtMillis())
                .execute();
        sql.deleteFrom(GROUP)
                .where(is(next.folder(), next.name()))
                .and(VERSION.le(next.version() - KEPT_VERSIONS))
                .execute();
    }

    private static Optional<SavedGroup> last(DSLContext sql, String folder, String name) {
        return sql
                .select(ALL)
                .from(GROUP)
                .where(is(folder, name))
                .orderBy(VERSION.desc())
                .limit(1)
                .fetch(SavedGroupTable::group)
                .stream()
                .findFirst();
    }

    private static Condition is(String folder, String name) {
        return FOLDER.eq(folder).and(NAME.eq(name));
    }

    private static SavedGroup group(Record row) {
        return new SavedGroup(
                row.get(FOLDER),
                row.get(NAME),
                row.get(VERSION),
                row.get(DOCUMENT),
                row.get(AUTHOR),
                row.get(MESSAGE),
                row.get(SAVED_AT));
    }
}
