package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Silence;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Labels;
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

/**
 * The memory of alerting. What a method wrote has reached the disk when it returns; if the database
 * does not take it, it throws and nothing was written. Safe for use by many threads.
 */
public final class AlertJournal {

    private static final Table<Record> ACTIVE = table("alert_active");
    private static final Table<Record> SILENCE = table("alert_silence");
    private static final Table<Record> TOLD = table("alert_told");
    private static final Table<Record> DELIVERY = table("alert_delivery");
    private static final Table<Record> ACKNOWLEDGEMENT = table("alert_acknowledgement");

    private static final Field<String> LABELS = field("labels", String.class);
    private static final Field<String> ANNOTATIONS = field("annotations", String.class);
    private static final Field<Long> STARTS_AT = field("starts_at", Long.class);
    private static final Field<Long> ENDS_AT = field("ends_at", Long.class);
    private static final Field<Long> UPDATED_AT = field("updated_at", Long.class);
    private static final Field<String> GENERATOR_URL = field("generator_url", String.class);
    private static final Field<Long> IS_TIMEOUT = field("is_timeout", Long.class);
    private static final Field<String> ID = field("id", String.class);
    private static final Field<String> MATCHERS = field("matchers", String.class);
    private static final Field<String> CREATED_BY = field("created_by", String.class);
    private static final Field<String> NOTE = field("note", String.class);
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
    private static final Field<String> PERSON = field("person", String.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);
    private static final Field<Long> UNTIL_AT = field("until_at", Long.class);

    private static final String WAITING = "waiting";

    private final CatalogDatabase database;

    private AlertJournal(CatalogDatabase database) {
        this.database = database;
    }

    /** Which channel was told of which group. */
    public record ToldKey(String groupKey, String channel) {}

    /** Brings the tables up to date. */
    public static AlertJournal open(CatalogDatabase database) {
        database.migrate("alert");
        return new AlertJournal(database);
    }

    public void saveAlerts(Collection<ActiveAlert> alerts) {
        if (!alerts.isEmpty()) {
            database.write(sql -> save(sql, alerts));
        }
    }

    private static int save(DSLContext sql, Collection<ActiveAlert> alerts) {
        return sql.batch(
                        alerts.stream()
                                .map(
                                        alert ->
                                                sql.insertInto(ACTIVE)
                                                        .set(row(alert))
                                                        .onConflict(LABELS)
                                                        .doUpdate()
                                                        .set(row(alert)))
                                .toList())
                .execute()
                .length;
    }

    private static Map<Field<?>, Object> row(ActiveAlert alert) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(LABELS, MessageJson.print(alert.labels()));
        row.put(ANNOTATIONS, MessageJson.print(alert.annotations()));
        row.put(STARTS_AT, alert.startsAtMillis());
        row.put(ENDS_AT, alert.endsAtMillis());
        row.put(GENERATOR_URL, alert.generatorUrl());
        row.put(IS_TIMEOUT, alert.isTimeout() ? 1L : 0L);
        row.put(UPDATED_AT, alert.updatedAtMillis());
        return row;
    }

    public List<ActiveAlert> alerts() {
        return database.read(
                sql ->
                        sql.selectFrom(ACTIVE)
                                .fetch(
                                        row ->
                                                new ActiveAlert(
                                                        labels(row.get("labels", String.class)),
                                                        MessageJson.parseTexts(
                                                                row.get(
                                                                        "annotations",
                                                                        String.class)),
                                                        row.get("starts_at", Long.class),
                                                        row.get("ends_at", Long.class),
                                                        row.get("generator_url", String.class),
                                                        row.get("is_timeout", Long.class) != 0,
                                                        row.get("updated_at", Long.class))));
    }

    private static Labels labels(String text) {
        return MessageJson.parseLabels(text);
    }

    public void saveSilences(Collection<Silence> silences) {
        database.write(
                sql -> {
                    for (Silence silence : silences) {
                        Map<Field<?>, Object> row = row(silence);
                        sql.insertInto(SILENCE)
                                .set(row)
                                .onConflict(ID)
                                .doUpdate()
                                .set(row)
                                .execute();
                    }
                    return silences.size();
                });
    }

    private static Map<Field<?>, Object> row(Silence silence) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ID, silence.id());
        row.put(MATCHERS, MatcherSyntax.print(silence.matchers()));
        row.put(STARTS_AT, silence.startsAtMillis());
        row.put(ENDS_AT, silence.endsAtMillis());
        row.put(UPDATED_AT, silence.updatedAtMillis());
        row.put(CREATED_BY, silence.createdBy());
        row.put(NOTE, silence.comment());
        row.put(ANNOTATIONS, MessageJson.print(silence.annotations()));
        return row;
    }

    public List<Silence> silences() {
        return database.read(
                sql ->
                        sql.select(
                                        ID,
                                        MATCHERS,
                                        STARTS_AT,
                                        ENDS_AT,
                                        UPDATED_AT,
                                        CREATED_BY,
                                        NOTE,
                                        ANNOTATIONS)
                                .from(SILENCE)
                                .fetch(
                                        row ->
                                                new Silence(
                                                        row.value1(),
                                                        MatcherSyntax.UTF8.parse(row.value2()),
                                                        row.value3(),
                                                        row.value4(),
                                                        row.value5(),
                                                        row.value6(),
                                                        row.value7(),
                                                        MessageJson.parseTexts(row.value8()))));
    }

    /** Writes what a flush decided: the messages to deliver and what channels then know. */
    public void saveDecision(
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

    public Map<ToldKey, LastTold> told() {
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

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }

    /** Writes how a delivery ended, and what its channel wants to know the next time. */
    public void saveEnd(DeliveryEnd end) {
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
    public List<Delivery> waiting() {
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
    public List<PastDelivery> history(long fromMillis, long toMillis, int limit) {
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

    public void saveAcknowledgement(Acknowledgement made) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(GROUP_KEY, made.groupKey());
        row.put(PERSON, made.person());
        row.put(NOTE, made.note());
        row.put(MADE_AT, made.madeAtMillis());
        row.put(UNTIL_AT, made.untilMillis());
        row.put(FIRING, String.join(" ", made.firing()));
        database.write(
                sql ->
                        sql.insertInto(ACKNOWLEDGEMENT)
                                .set(row)
                                .onConflict(GROUP_KEY)
                                .doUpdate()
                                .set(row)
                                .execute());
    }

    public void removeAcknowledgement(String groupKey) {
        database.write(
                sql -> sql.deleteFrom(ACKNOWLEDGEMENT).where(GROUP_KEY.eq(groupKey)).execute());
    }

    public List<Acknowledgement> acknowledgements() {
        return database.read(
                sql ->
                        sql.select(GROUP_KEY, PERSON, NOTE, MADE_AT, UNTIL_AT, FIRING)
                                .from(ACKNOWLEDGEMENT)
                                .fetch(
                                        row ->
                                                new Acknowledgement(
                                                        row.value1(),
                                                        row.value2(),
                                                        row.value3(),
                                                        row.value4(),
                                                        row.value5(),
                                                        words(row.value6()))));
    }

    /** Drops what nobody needs any more. */
    public void forget(long nowMillis, long endedBeforeMillis, long historyBeforeMillis) {
        database.write(
                sql -> {
                    sql.deleteFrom(ACTIVE).where(ENDS_AT.lt(endedBeforeMillis)).execute();
                    sql.deleteFrom(SILENCE).where(ENDS_AT.lt(historyBeforeMillis)).execute();
                    sql.deleteFrom(TOLD).where(EXPIRES_AT.lt(nowMillis)).execute();
                    sql.deleteFrom(ACKNOWLEDGEMENT).where(UNTIL_AT.lt(nowMillis)).execute();
                    return sql.deleteFrom(DELIVERY)
                            .where(CREATED_AT.lt(historyBeforeMillis).and(STATE.ne(WAITING)))
                            .execute();
                });
    }
}
