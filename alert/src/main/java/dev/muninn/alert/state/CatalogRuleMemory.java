package dev.muninn.alert.state;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.message.MessageJson;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.catalog.BoundRows;
import dev.muninn.catalog.CatalogDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The memory of rules in the catalog's database. */
public final class CatalogRuleMemory implements RuleMemory {

    private static final Table<Record> STATES = table("alert_rule_state");
    private static final Table<Record> SEEN = table("alert_rules_seen");

    private static final Field<String> GROUP = field("rule_group", String.class);
    private static final Field<String> RULE = field("rule", String.class);
    private static final Field<String> LABELS = field("labels", String.class);
    private static final Field<String> ANNOTATIONS = field("annotations", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<Long> ACTIVE_AT = field("active_at", Long.class);
    private static final Field<Long> FIRED_AT = field("fired_at", Long.class);
    private static final Field<Long> KEEP_SINCE = field("keep_since", Long.class);
    private static final Field<Long> RESOLVED_AT = field("resolved_at", Long.class);
    private static final Field<String> VALUE = field("last_value", String.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> SEEN_AT = field("seen_at", Long.class);

    private static final BoundRows PUT =
            BoundRows.upsert(
                    STATES,
                    List.of(
                            GROUP,
                            RULE,
                            LABELS,
                            ANNOTATIONS,
                            STATE,
                            ACTIVE_AT,
                            FIRED_AT,
                            KEEP_SINCE,
                            RESOLVED_AT,
                            VALUE),
                    GROUP,
                    RULE,
                    LABELS);

    private static final BoundRows REMOVE =
            BoundRows.of(
                    DSL.deleteFrom(STATES).where(GROUP.eq("")).and(RULE.eq("")).and(LABELS.eq("")));

    private static final long ONLY_ROW = 1;

    private final CatalogDatabase database;
    private final LongSupplier term;
    private final long seenBeforeMillis;

    /** Whether this process has noted a time at which rules were evaluated. */
    private volatile boolean isSeen;

    private CatalogRuleMemory(CatalogDatabase database, LongSupplier term) {
        this.database = database;
        this.term = term;
        Long seen =
                database.read(
                        sql ->
                                sql.select(SEEN_AT)
                                        .from(SEEN)
                                        .where(ID.eq(ONLY_ROW))
                                        .fetchOne(SEEN_AT));
        seenBeforeMillis = seen == null ? 0 : seen;
    }

    /**
     * Brings the tables up to date and looks when rules were evaluated last.
     *
     * @throws dev.muninn.model.MuninnException of kind UNAVAILABLE if the database does not answer
     */
    public static CatalogRuleMemory open(CatalogDatabase database) {
        return open(database, () -> 1);
    }

    /** As above, where another process may keep the memory in the place of this one. */
    public static CatalogRuleMemory open(CatalogDatabase database, LongSupplier term) {
        database.migrate("alert");
        return new CatalogRuleMemory(database, term);
    }

    @Override
    public long term() {
        return term.getAsLong();
    }

    @Override
    public long seenBeforeMillis() {
        return seenBeforeMillis;
    }

    @Override
    public void seen(long millis) {
        database.write(sql -> note(sql, millis));
        isSeen = true;
    }

    private static int note(DSLContext sql, long millis) {
        return sql.insertInto(SEEN)
                .set(Map.of(ID, ONLY_ROW, SEEN_AT, millis))
                .onConflict(ID)
                .doUpdate()
                .set(SEEN_AT, millis)
                .execute();
    }

    @Override
    public List<KeptAlert> alerts(String group) {
        return database.read(
                sql ->
                        sql.select(
                                        RULE,
                                        LABELS,
                                        ANNOTATIONS,
                                        STATE,
                                        ACTIVE_AT,
                                        FIRED_AT,
                                        KEEP_SINCE,
                                        RESOLVED_AT,
                                        VALUE)
                                .from(STATES)
                                .where(GROUP.eq(group))
                                .fetch(
                                        row ->
                                                new KeptAlert(
                                                        row.value1(),
                                                        new Alert(
                                                                MessageJson.parseLabels(
                                                                        row.value2()),
                                                                MessageJson.parseTexts(
                                                                        row.value3()),
                                                                state(row.value4()),
                                                                row.value5(),
                                                                row.value6(),
                                                                row.value7(),
                                                                row.value8(),
                                                                Double.parseDouble(
                                                                        row.value9())))));
    }

    private static Alert.State state(String word) {
        return Alert.State.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public void save(String group, List<KeptAlert> changed, List<KeptAlert> gone, long timeMillis) {
        database.write(
                sql -> {
                    if (!isSeen) {
                        note(sql, timeMillis);
                    }
                    PUT.write(sql, changed.stream().map(one -> row(group, one)).toList());
                    REMOVE.write(sql, gone.stream().map(one -> key(group, one)).toList());
                    return changed.size() + gone.size();
                });
        isSeen = true;
    }

    @Override
    public void keepOnly(Set<String> groups) {
        Set<String> gone =
                new HashSet<>(
                        database.read(sql -> sql.selectDistinct(GROUP).from(STATES).fetch(GROUP)));
        gone.removeAll(groups);
        if (!gone.isEmpty()) {
            database.write(sql -> sql.deleteFrom(STATES).where(GROUP.in(gone)).execute());
        }
    }

    private static Object[] key(String group, KeptAlert one) {
        return new Object[] {group, one.rule(), MessageJson.print(one.alert().labels())};
    }

    private static Object[] row(String group, KeptAlert one) {
        Alert alert = one.alert();
        return new Object[] {
            group,
            one.rule(),
            MessageJson.print(alert.labels()),
            MessageJson.print(alert.annotations()),
            alert.state().word(),
            alert.activeAtMillis(),
            alert.firedAtMillis(),
            alert.keepFiringSinceMillis(),
            alert.resolvedAtMillis(),
            // As text, because a column of numbers does not take one that is none.
            Double.toString(alert.value())
        };
    }
}
