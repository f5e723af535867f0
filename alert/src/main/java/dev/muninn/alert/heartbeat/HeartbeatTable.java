package dev.muninn.alert.heartbeat;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.message.MessageJson;
import dev.muninn.catalog.CatalogDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Heartbeats in the catalog's database. */
public final class HeartbeatTable {

    private static final Table<Record> HEARTBEAT = table("alert_heartbeat");

    private static final Field<String> NAME = field("name", String.class);
    private static final Field<Long> PERIOD = field("period_millis", Long.class);
    private static final Field<Long> GRACE = field("grace_millis", Long.class);
    private static final Field<String> LABELS = field("labels", String.class);
    private static final Field<Long> BEAT_AT = field("beat_at", Long.class);

    private final CatalogDatabase database;

    private HeartbeatTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Brings the table up to date. */
    public static HeartbeatTable open(CatalogDatabase database) {
        database.migrate("alert");
        return new HeartbeatTable(database);
    }

    List<Heartbeat> all() {
        return database.read(
                sql ->
                        sql.select(NAME, PERIOD, GRACE, LABELS, BEAT_AT)
                                .from(HEARTBEAT)
                                .fetch(
                                        row ->
                                                new Heartbeat(
                                                        row.value1(),
                                                        Duration.ofMillis(row.value2()),
                                                        Duration.ofMillis(row.value3()),
                                                        MessageJson.parseLabels(row.value4()),
                                                        row.value5())));
    }

    void save(Heartbeat heartbeat) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NAME, heartbeat.name());
        row.put(PERIOD, heartbeat.period().toMillis());
        row.put(GRACE, heartbeat.grace().toMillis());
        row.put(LABELS, MessageJson.print(heartbeat.labels()));
        row.put(BEAT_AT, heartbeat.beatAtMillis());
        database.write(
                sql ->
                        sql.insertInto(HEARTBEAT)
                                .set(row)
                                .onConflict(NAME)
                                .doUpdate()
                                .set(row)
                                .execute());
    }

    void remove(String name) {
        database.write(sql -> sql.deleteFrom(HEARTBEAT).where(NAME.eq(name)).execute());
    }
}
