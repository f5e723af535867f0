package dev.muninn.alert.pack;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.catalog.CatalogDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Which packs somebody switched on, in the catalog's database. */
public final class PackChoice {

    private static final Table<Record> PACK = table("alert_pack");

    /** Has a row only before the first start of a new installation. */
    private static final Table<Record> START = table("alert_pack_start");

    private static final Field<String> NAME = field("name", String.class);
    private static final Field<Long> SINCE = field("since_millis", Long.class);

    private final CatalogDatabase database;

    private PackChoice(CatalogDatabase database) {
        this.database = database;
    }

    /** Brings the table up to date. */
    public static PackChoice open(CatalogDatabase database) {
        database.migrate("alert");
        return new PackChoice(database);
    }

    /**
     * Switches packs on if nobody could have chosen any: this is the first start of a new
     * installation.
     *
     * @return whether it is
     */
    public boolean begin(List<String> first, long nowMillis) {
        // A start is not to wait for a turn to write where there is nothing to be written.
        return database.read(sql -> sql.fetchExists(START)) && switchOn(first, nowMillis);
    }

    private boolean switchOn(List<String> first, long nowMillis) {
        return database.write(
                sql -> {
                    boolean isNew = sql.deleteFrom(START).execute() > 0;
                    if (isNew) {
                        first.forEach(name -> add(sql, name, nowMillis));
                    }
                    return isNew;
                });
    }

    /** Names of the packs that are on. */
    public Set<String> names() {
        List<String> names = database.read(sql -> sql.select(NAME).from(PACK).fetch(NAME));
        return new TreeSet<>(names);
    }

    /** Writes down that a pack is on. */
    public void add(String name, long nowMillis) {
        database.write(sql -> add(sql, name, nowMillis));
    }

    private static int add(DSLContext sql, String name, long nowMillis) {
        return sql.insertInto(PACK)
                .set(NAME, name)
                .set(SINCE, nowMillis)
                .onConflict(NAME)
                .doNothing()
                .execute();
    }

    /** Writes down that a pack is off. */
    public void remove(String name) {
        database.write(sql -> sql.deleteFrom(PACK).where(NAME.eq(name)).execute());
    }
}
