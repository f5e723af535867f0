package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.journal.JournalRow.Decided;
import dev.muninn.alert.journal.JournalRow.Ended;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.catalog.BoundRows;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

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

    private static final List<Field<?>> HISTORY_FIELDS =
            List.of(ID, CHANNEL, REASON, MESSAGE, STATE, CREATED_AT, FINISHED_AT, ATTEMPTS, DETAIL);

    private static final Condition IS_KNOWN = GROUP_KEY.eq("").and(CHANNEL.eq(""));

    private static final BoundRows ADD =
            BoundRows.insert(
                    DELIVERY,
                    List.of(
                            ID,
                            CHANNEL,
                            GROUP_KEY,
                            REASON,
                            MESSAGE,
                            STATE,
                            CREATED_AT,
                            FINISHED_AT,
                            ATTEMPTS,
                            DETAIL));

    private static final BoundRows FINISH =
            BoundRows.of(
                    DSL.update(DELIVERY)
                            .set(STATE, "")
                            .set(FINISHED_AT, 0L)
                            .set(ATTEMPTS, 0L)
                            .set(DETAIL, "")
                            .where(ID.eq("")));

    private static final BoundRows TELL =
            BoundRows.upsert(
                    TOLD,
                    List.of(GROUP_KEY, CHANNEL, FIRING, RESOLVED, TOLD_AT, EXPIRES_AT, MEMORY),
                    GROUP_KEY,
                    CHANNEL);

    private static final BoundRows REMEMBER =
            BoundRows.of(DSL.update(TOLD).set(MEMORY, "").where(IS_KNOWN));

    private static final BoundRows UNTELL = BoundRows.of(DSL.deleteFrom(TOLD).where(IS_KNOWN));

    private static final String WAITING = "waiting";

    /** Written out, as a database uses an index of some rows only where it sees that they are. */
    private static final Condition IS_WAITING = STATE.eq(DSL.inline(WAITING));

    private final CatalogDatabase database;

    DeliveryTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Writes what flushes decided: the messages to deliver and what channels then know. */
    static void saveDecided(DSLContext sql, List<Decided> decided) {
        List<Object[]> deliveries = new ArrayList<>();
        List<Object[]> told = new ArrayList<>();
        for (Decided one : decided) {
            one.deliveries().forEach(delivery -> deliveries.add(row(delivery)));
            one.told().forEach((channel, last) -> told.add(row(one, channel, last)));
        }
        ADD.write(sql, deliveries);
        TELL.write(sql, told);
    }

    private static Object[] row(Delivery delivery) {
        return new Object[] {
            delivery.id(),
            delivery.channel(),
            delivery.groupKey(),
            delivery.message().reason(),
            MessageJson.print(delivery.message()),
            WAITING,
            delivery.createdAtMillis(),
            0L,
            0L,
            ""
        };
    }

    private static Object[] row(Decided decided, String channel, LastTold last) {
        return new Object[] {
            decided.groupKey(),
            channel,
            String.join(" ", last.firing()),
            String.join(" ", last.resolved()),
            last.atMillis(),
            decided.expiresAtMillis(),
            MessageJson.print(last.channelData())
        };
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

    /** Writes how deliveries ended, and what their channels want to know the next time. */
    static void saveEnded(DSLContext sql, List<Ended> ended) {
        List<Object[]> deliveries = new ArrayList<>();
        List<Object[]> remembered = new ArrayList<>();
        List<Object[]> forgotten = new ArrayList<>();
        for (Ended row : ended) {
            DeliveryEnd end = row.end();
            Delivery delivery = end.delivery();
            deliveries.add(
                    new Object[] {
                        end.state().word(),
                        end.atMillis(),
                        (long) end.attempts(),
                        end.detail(),
                        delivery.id()
                    });
            Object[] key = {delivery.groupKey(), delivery.channel()};
            switch (end.state()) {
                case TOLD -> {
                    if (row.isMemoryNew()) {
                        remembered.add(
                                new Object[] {MessageJson.print(end.memory()), key[0], key[1]});
                    }
                }
                // Nobody was told after all, so the next flush tells it.
                case FAILED -> forgotten.add(key);
                case REPLACED -> {}
            }
        }
        FINISH.write(sql, deliveries);
        REMEMBER.write(sql, remembered);
        UNTELL.write(sql, forgotten);
    }

    /** Deliveries of which it is not known whether they arrived, the oldest first. */
    List<Delivery> waiting() {
        return database.read(
                sql ->
                        sql.select(CHANNEL, MESSAGE, CREATED_AT)
                                .from(DELIVERY)
                                .where(IS_WAITING)
                                .orderBy(CREATED_AT)
                                .fetch(
                                        row ->
                                                new Delivery(
                                                        row.value1(),
                                                        MessageJson.parse(row.value2()),
                                                        row.value3())));
    }

    /** The history between two times, the newest first; see {@link AlertJournal#history}. */
    List<PastDelivery> history(
            long fromMillis,
            long toMillis,
            List<Matcher> matchers,
            @Nullable PastDelivery before,
            int limit) {
        Condition wanted =
                CREATED_AT
                        .between(fromMillis, toMillis)
                        .and(MentionedValues.in(MESSAGE, matchers))
                        .and(before == null ? DSL.noCondition() : isOlderThan(before));
        return database.read(
                sql ->
                        sql.select(HISTORY_FIELDS)
                                .from(DELIVERY)
                                // Messages are long: only those of the page are sorted.
                                .where(
                                        ID.in(
                                                DSL.select(ID)
                                                        .from(DELIVERY)
                                                        .where(wanted)
                                                        .orderBy(CREATED_AT.desc(), ID.desc())
                                                        .limit(limit)))
                                .orderBy(CREATED_AT.desc(), ID.desc())
                                .fetch(DeliveryTable::past));
    }

    private static Condition isOlderThan(PastDelivery row) {
        return CREATED_AT
                .le(row.createdAtMillis())
                .and(CREATED_AT.lt(row.createdAtMillis()).or(ID.lt(row.id())));
    }

    Optional<PastDelivery> delivery(String id) {
        return database.read(
                sql ->
                        sql
                                .select(HISTORY_FIELDS)
                                .from(DELIVERY)
                                .where(ID.eq(id))
                                .fetch(DeliveryTable::past)
                                .stream()
                                .findFirst());
    }

    private static PastDelivery past(Record row) {
        return new PastDelivery(
                row.get(ID),
                row.get(CHANNEL),
                row.get(REASON),
                MessageJson.parse(row.get(MESSAGE)),
                row.get(STATE),
                row.get(CREATED_AT),
                row.get(FINISHED_AT),
                row.get(ATTEMPTS),
                row.get(DETAIL));
    }

    static void forget(DSLContext sql, long nowMillis, long historyBeforeMillis) {
        sql.deleteFrom(TOLD).where(EXPIRES_AT.lt(nowMillis)).execute();
        sql.deleteFrom(DELIVERY)
                .where(CREATED_AT.lt(historyBeforeMillis).and(STATE.ne(WAITING)))
                .execute();
    }
}
