package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.catalog.CatalogDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Messages in the database, and what each channel was told of each group by them. */
final class DeliveryTable {

    private static final Table<Record> TOLD = table("alert_told");
    private static final Table<Record> DELIVERY = table("alert_delivery");

    private static final Field<String> ID = field("id", String.class);
    private static final Field<String> GROUP_KEY = field("group_key", String.class);
    private static final Field<String> CHANNEL = field("channel", String.class);
    private static final Field<String> FIRING = field("firing", String.class);
    private static final Field<String> RESOLVED = field("resolved", String.class);
    private static final Field<Long> TOLD_AT = field("told_at", Long.class);
    private static final Field<Long> EXPIRES_AT = field("expires_at", Long.class);
    private static final Field<String> MEMORY = field("memory", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> MESSAGE = field("message", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<Long> CREATED_AT = field("created_at", Long.class);
    private static final Field<Long> FINISHED_AT = field("finished_at", Long.class);
    private static final Field<Long> ATTEMPTS = field("attempts", Long.class);
    private static final Field<String> DETAIL = field("detail", String.class);

    private static final String WAITING = "waiting";

    private final CatalogDatabase database;

    DeliveryTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Writes what a flush decided: the messages to deliver and what channels then know. */
    void saveDecision(
            String groupKey,
            Collection<Delivery> deliveries,
            Map<String, LastTold> told,
            long expiresAtMillis) {
        database.write(
                sql -> {
                    for (Delivery delivery : deliveries) {
                        sql.insertInto(DELIVERY).set(row(delivery)).execute();
                    }
                    told.forEach(
                            (channel, last) -> save(sql, groupKey, channel, last, expiresAtMillis));
                    return deliveries.size();
                });
    }

    private static Map<Field<?>, Object> row(Delivery delivery) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ID, delivery.id());
        row.put(CHANNEL, delivery.channel());
        row.put(GROUP_KEY, delivery.groupKey());
        row.put(REASON, delivery.message().reason());
        row.put(MESSAGE, MessageJson.print(delivery.message()));
        row.put(STATE, WAITING);
        row.put(CREATED_AT, delivery.createdAtMillis());
        row.put(FINISHED_AT, 0L);
        row.put(ATTEMPTS, 0L);
        row.put(DETAIL, "");
        return row;
    }

    private static void save(
            DSLContext sql, String groupKey, String channel, LastTold last, long expiresAt) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(GROUP_KEY, groupKey);
        row.put(CHANNEL, channel);
        row.put(FIRING, String.join(" ", last.firing()));
        row.put(RESOLVED, String.join(" ", last.resolved()));
        row.put(TOLD_AT, last.atMillis());
        row.put(EXPIRES_AT, expiresAt);
        row.put(MEMORY, MessageJson.print(last.channelData()));
        sql.insertInto(TOLD).set(row).onConflict(GROUP_KEY, CHANNEL).doUpdate().set(row).execute();
    }

    Map<ToldKey, LastTold> told() {
        Map<ToldKey, LastTold> told = new HashMap<>();
        database.read(
                        sql ->
                                sql.select(GROUP_KEY, CHANNEL, FIRING, RESOLVED, TOLD_AT, MEMORY)
                                        .from(TOLD)
                                        .fetch())
                .forEach(
                        row ->
                                told.put(
                                        new ToldKey(row.value1(), row.value2()),
                                        new LastTold(
                                                words(row.value3()),
                                                words(row.value4()),
                                                row.value5(),
                                                MessageJson.parseTexts(row.value6()))));
        return told;
    }

    static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }

    /** Writes how a delivery ended, and what its channel wants to know the next time. */
    void saveEnd(DeliveryEnd end) {
        database.write(
                sql -> {
                    sql.update(DELIVERY)
                            .set(STATE, end.state().word())
                            .set(FINISHED_AT, end.atMillis())
                            .set(ATTEMPTS, (long) end.attempts())
                            .set(DETAIL, end.detail())
                            .where(ID.eq(end.delivery().id()))
                            .execute();
                    var known =
                            GROUP_KEY
                                    .eq(end.delivery().groupKey())
                                    .and(CHANNEL.eq(end.delivery().channel()));
                    switch (end.state()) {
                        case TOLD ->
                                sql.update(TOLD)
                                        .set(MEMORY, MessageJson.print(end.memory()))
                                        .where(known)
                                        .execute();
                        // Nobody was told after all, so the next flush tells it.
                        case FAILED -> sql.deleteFrom(TOLD).where(known).execute();
                        case REPLACED -> {}
                    }
                    return 0;
                });
    }

    /** Deliveries of which it is not known whether they arrived, the oldest first. */
    List<Delivery> waiting() {
        return database.read(
                sql ->
                        sql.select(CHANNEL, MESSAGE, CREATED_AT)
                                .from(DELIVERY)
                                .where(STATE.eq(WAITING))
                                .orderBy(CREATED_AT)
                                .fetch(
                                        row ->
                                                new Delivery(
                                                        row.value1(),
                                                        MessageJson.parse(row.value2()),
                                                        row.value3())));
    }

    /** The history between two times, the newest first. */
    List<PastDelivery> history(long fromMillis, long toMillis, int limit) {
        return database.read(
                sql ->
                        sql.select(
                                        ID,
                                        CHANNEL,
                                        REASON,
                                        MESSAGE,
                                        STATE,
                                        CREATED_AT,
                                        FINISHED_AT,
                                        ATTEMPTS,
                                        DETAIL)
                                .from(DELIVERY)
                                .where(CREATED_AT.between(fromMillis, toMillis))
                                .orderBy(CREATED_AT.desc())
                                .limit(limit)
                                .fetch(
                                        row ->
                                                new PastDelivery(
                                                        row.value1(),
                                                        row.value2(),
                                                        row.value3(),
                                                        MessageJson.parse(row.value4()),
                                                        row.value5(),
                                                        row.value6(),
                                                        row.value7(),
                                                        row.value8(),
                                                        row.value9())));
    }

    static void forget(DSLContext sql, long nowMillis, long historyBeforeMillis) {
        sql.deleteFrom(TOLD).where(EXPIRES_AT.lt(nowMillis)).execute();
        sql.deleteFrom(DELIVERY)
                .where(CREATED_AT.lt(historyBeforeMillis).and(STATE.ne(WAITING)))
                .execute();
    }
}
