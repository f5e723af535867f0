package dev.muninn.alert.saved;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.catalog.CatalogDatabase;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The ways to tell people that were saved, in the catalog's database. */
public final class SavedChannelTable {

    private static final Table<Record> CHANNEL = table("alert_saved_channel");

    private static final Field<String> NAME = field("name", String.class);
    private static final Field<String> DOCUMENT = field("document", String.class);
    private static final Field<String> AUTHOR = field("author", String.class);
    private static final Field<Long> SAVED_AT = field("saved_at", Long.class);

    private final CatalogDatabase database;

    private SavedChannelTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Brings the table up to date. */
    public static SavedChannelTable open(CatalogDatabase database) {
        database.migrate("alert");
        return new SavedChannelTable(database);
    }

    /** All of them, by name. */
    public List<SavedChannel> all() {
        return select(DSL.noCondition());
    }

    public Optional<SavedChannel> find(String name) {
        return select(NAME.eq(name)).stream().findFirst();
    }

    private List<SavedChannel> select(Condition condition) {
        return database.read(
                sql ->
                        sql.select(NAME, DOCUMENT, AUTHOR, SAVED_AT)
                                .from(CHANNEL)
                                .where(condition)
                                .orderBy(NAME)
                                .fetch(
                                        row ->
                                                new SavedChannel(
                                                        row.value1(),
                                                        row.value2(),
                                                        row.value3(),
                                                        row.value4())));
    }

    /** Writes a new one, or in the place of the one with its name. */
    public void put(SavedChannel channel) {
        database.write(
                sql ->
                        sql.insertInto(CHANNEL)
                                .set(NAME, channel.name())
                                .set(DOCUMENT, channel.text())
                                .set(AUTHOR, channel.author())
                                .set(SAVED_AT, channel.savedAtMillis())
                                .onConflict(NAME)
                                .doUpdate()
                                .set(DOCUMENT, channel.text())
                                .set(AUTHOR, channel.author())
                                .set(SAVED_AT, channel.savedAtMillis())
                                .execute());
    }

    /** Deletes one and returns whether it was there. */
    public boolean remove(String name) {
        return database.write(sql -> sql.deleteFrom(CHANNEL).where(NAME.eq(name)).execute()) > 0;
    }
}
