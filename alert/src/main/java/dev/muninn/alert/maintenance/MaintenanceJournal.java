package dev.muninn.alert.maintenance;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.api.JsonBody;
import dev.muninn.catalog.CatalogDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table of maintenance windows. */
final class MaintenanceJournal {

    private static final Table<Record> MAINTENANCE = table("alert_maintenance");
    private static final Field<String> ID = field("id", String.class);
    private static final Field<String> DOCUMENT = field("document", String.class);

    private final CatalogDatabase database;

    MaintenanceJournal(CatalogDatabase database) {
        this.database = database;
    }

    void save(MaintenanceWindow window) {
        String document = JsonBody.print(WindowJson.tree(window));
        database.write(
                sql ->
                        sql.insertInto(MAINTENANCE)
                                .set(ID, window.id())
                                .set(DOCUMENT, document)
                                .onConflict(ID)
                                .doUpdate()
                                .set(DOCUMENT, document)
                                .execute());
    }

    void remove(String id) {
        database.write(sql -> sql.deleteFrom(MAINTENANCE).where(ID.eq(id)).execute());
    }

    List<MaintenanceWindow> windows() {
        return database.read(
                sql ->
                        sql.select(DOCUMENT)
                                .from(MAINTENANCE)
                                .fetch(
                                        row ->
                                                WindowJson.read(
                                                        JsonBody.read(
                                                                row.value1()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)),
                                                        0)));
    }
}
