package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.JournalRow.Decided;
import dev.muninn.alert.journal.JournalRow.Ended;
import dev.muninn.alert.journal.JournalRow.Released;
import dev.muninn.alert.journal.JournalRow.Tidied;
import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.lease.SoleLease;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.alert.route.Silence;
import dev.muninn.catalog.BoundRows;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The memory of alerting. What a method wrote has reached the disk when it returns; if the database
 * does not take it, it throws and nothing was written. Safe for use by many threads.
 */
public final class AlertJournal {

    private static final Table<Record> ACTIVE = table("alert_active");
    private static final Table<Record> ACKNOWLEDGEMENT = table("alert_acknowledgement");

    private static final Field<String> LABELS = field("labels", String.class);
    private static final Field<String> ANNOTATIONS = field("annotations", String.class);
    private static final Field<Long> STARTS_AT = field("starts_at", Long.class);
    private static final Field<Long> ENDS_AT = field("ends_at", Long.class);
    private static final Field<Long> UPDATED_AT = field("updated_at", Long.class);
    private static final Field<String> GENERATOR_URL = field("generator_url", String.class);
    private static final Field<Long> IS_TIMEOUT = field("is_timeout", Long.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<String> GROUP_KEY = field("group_key", String.class);
    private static final Field<String> FIRING = field("firing", String.class);
    private static final Field<String> PERSON = field("person", String.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);
    private static final Field<Long> UNTIL_AT = field("until_at", Long.class);

    static final List<Field<?>> ACTIVE_FIELDS =
            List.of(LABELS, ANNOTATIONS, STARTS_AT, ENDS_AT, GENERATOR_URL, IS_TIMEOUT, UPDATED_AT);

    private static final BoundRows TAKE_IN = BoundRows.upsert(ACTIVE, ACTIVE_FIELDS, LABELS);

    private final CatalogDatabase database;
    private final SilenceTable silences;
    private final DeliveryTable deliveries;
    private final JoinedRows takenIn;

    private AlertJournal(CatalogDatabase database) {
        this.database = database;
        silences = new SilenceTable(database);
        deliveries = new DeliveryTable(database);
        takenIn = new JoinedRows(this::takeIn);
    }

    /** Which channel was told of which group. */
    public record ToldKey(String groupKey, String channel) {}

    /** Brings the tables up to date. */
    public static AlertJournal open(CatalogDatabase database) {
        return open(database, new SoleLease("", 0));
    }

    /** Brings the tables up to date, and writes only while the lease is held. */
    public static AlertJournal open(CatalogDatabase database, Lease lease) {
        database.migrate("alert");
        return new AlertJournal(lease.fenced(database));
    }

    /** Writes alerts, together with those of callers who come at the same time. */
    public void saveAlerts(Collection<ActiveAlert> alerts) {
        if (!alerts.isEmpty()) {
            takenIn.write(alerts.stream().map(AlertJournal::row).toList());
        }
    }

    private void takeIn(List<Object[]> rows) {
        database.write(
                sql -> {
                    TAKE_IN.write(sql, rows);
                    return rows.size();
                });
    }

    static Object[] row(ActiveAlert alert) {
        return new Object[] {
            MessageJson.print(alert.labels()),
            MessageJson.print(alert.annotations()),
            alert.startsAtMillis(),
            alert.endsAtMillis(),
            alert.generatorUrl(),
            alert.isTimeout() ? 1L : 0L,
            alert.updatedAtMillis()
        };
    }

    public List<ActiveAlert> alerts() {
        return database.read(sql -> sql.selectFrom(ACTIVE).fetch(AlertJournal::alert));
    }

    static ActiveAlert alert(Record row) {
        return new ActiveAlert(
                MessageJson.parseLabels(row.get("labels", String.class)),
                MessageJson.parseTexts(row.get("annotations", String.class)),
                row.get("starts_at", Long.class),
                row.get("ends_at", Long.class),
                row.get("generator_url", String.class),
                row.get("is_timeout", Long.class) != 0,
                row.get("updated_at", Long.class));
    }

    public void saveSilences(Collection<Silence> changed) {
        silences.save(changed);
    }

    public List<Silence> silences() {
        return silences.all();
    }

    /** Writes rows in their order, all of them or none. */
    public void save(List<? extends JournalRow> rows) {
        database.write(
                sql -> {
                    for (List<? extends JournalRow> run : runs(rows)) {
                        switch (run.getFirst()) {
                            case Decided ignored ->
                                    DeliveryTable.saveDecided(sql, of(Decided.class, run));
                            case Ended ignored ->
                                    DeliveryTable.saveEnded(sql, of(Ended.class, run));
                            case Released ignored ->
                                    of(Released.class, run).forEach(row -> save(sql, row));
                            case Tidied ignored ->
                                    of(Tidied.class, run).forEach(row -> save(sql, row));
                        }
                    }
                    return rows.size();
                });
    }

    /** Neighbours of one kind together: they are written by one statement. */
    private static List<List<? extends JournalRow>> runs(List<? extends JournalRow> rows) {
        List<List<? extends JournalRow>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i).getClass() != rows.get(from).getClass()) {
                runs.add(rows.subList(from, i));
                from = i;
            }
        }
        return runs;
    }

    private static <T extends JournalRow> List<T> of(
            Class<T> kind, List<? extends JournalRow> run) {
        return run.stream().map(kind::cast).toList();
    }

    private static void save(DSLContext sql, Released row) {
        sql.deleteFrom(ACKNOWLEDGEMENT).where(GROUP_KEY.eq(row.groupKey())).execute();
    }

    private static void save(DSLContext sql, Tidied row) {
        sql.deleteFrom(ACTIVE).where(ENDS_AT.lt(row.endedBeforeMillis())).execute();
        SilenceTable.forget(sql, row.historyBeforeMillis());
        DeliveryTable.forget(sql, row.nowMillis(), row.historyBeforeMillis());
        sql.deleteFrom(ACKNOWLEDGEMENT).where(UNTIL_AT.lt(row.nowMillis())).execute();
    }

    /** What each channel was told of each group the last time. */
    public Map<ToldKey, LastTold> told() {
        return deliveries.told();
    }

    /** Deliveries of which it is not known whether they arrived, the oldest first. */
    public List<Delivery> waiting() {
        return deliveries.waiting();
    }

    /**
     * The history between two times, the newest first.
     *
     * @param matchers some of what an alert of a message has to be; others may be among the rows
     * @param before the row before the first; null for the newest
     */
    public List<PastDelivery> history(
            long fromMillis,
            long toMillis,
            List<Matcher> matchers,
            @Nullable PastDelivery before,
            int limit) {
        return deliveries.history(fromMillis, toMillis, matchers, before, limit);
    }

    /** A row of the history, if it is kept. */
    public Optional<PastDelivery> delivery(String id) {
        return deliveries.delivery(id);
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
                                                        DeliveryTable.words(row.value6()))));
    }
}
