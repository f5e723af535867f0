package dev.muninn.alert.oncall;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.catalog.CatalogDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The tables of rotas, policies and steps that were taken. */
final class OnCallJournal {

    private static final Table<Record> ROTA = table("alert_rota");
    private static final Table<Record> POLICY = table("alert_escalation_policy");
    private static final Table<Record> TAKEN = table("alert_escalation");

    private static final Field<String> NAME = field("name", String.class);
    private static final Field<String> DOCUMENT = field("document", String.class);
    private static final Field<Long> INCIDENT = field("incident", Long.class);
    private static final Field<Long> BASE_AT = field("base_at", Long.class);
    private static final Field<Long> STEP = field("step", Long.class);
    private static final Field<String> RECEIVER = field("receiver", String.class);
    private static final Field<Long> TAKEN_AT = field("taken_at", Long.class);

    private final CatalogDatabase database;

    OnCallJournal(CatalogDatabase database) {
        this.database = database;
    }

    void save(Rota rota) {
        save(ROTA, rota.name(), JsonBody.print(OnCallJson.tree(rota)));
    }

    void save(EscalationPolicy policy) {
        save(POLICY, policy.name(), JsonBody.print(OnCallJson.tree(policy)));
    }

    private void save(Table<Record> table, String name, String document) {
        database.write(
                sql ->
                        sql.insertInto(table)
                                .set(NAME, name)
                                .set(DOCUMENT, document)
                                .onConflict(NAME)
                                .doUpdate()
                                .set(DOCUMENT, document)
                                .execute());
    }

    void removeRota(String name) {
        database.write(sql -> sql.deleteFrom(ROTA).where(NAME.eq(name)).execute());
    }

    void removePolicy(String name) {
        database.write(sql -> sql.deleteFrom(POLICY).where(NAME.eq(name)).execute());
    }

    List<Rota> rotas() {
        return documents(ROTA, OnCallJson::rota);
    }

    List<EscalationPolicy> policies() {
        return documents(POLICY, OnCallJson::policy);
    }

    private <T> List<T> documents(Table<Record> table, Function<JsonNode, T> read) {
        return database.read(
                sql ->
                        sql.select(DOCUMENT)
                                .from(table)
                                .orderBy(NAME)
                                .fetch(
                                        row ->
                                                read.apply(
                                                        JsonBody.read(
                                                                row.value1()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))));
    }

    void save(Collection<TakenStep> taken) {
        database.write(
                sql -> {
                    for (TakenStep step : taken) {
                        Map<Field<?>, Object> row = new HashMap<>();
                        row.put(INCIDENT, step.incident());
                        row.put(BASE_AT, step.baseMillis());
                        row.put(STEP, (long) step.number());
                        row.put(RECEIVER, step.receiver());
                        row.put(TAKEN_AT, step.atMillis());
                        sql.insertInto(TAKEN).set(row).onConflictDoNothing().execute();
                    }
                    return taken.size();
                });
    }

    List<TakenStep> taken() {
        return database.read(
                sql ->
                        sql.select(INCIDENT, BASE_AT, STEP, RECEIVER, TAKEN_AT)
                                .from(TAKEN)
                                .fetch(
                                        row ->
                                                new TakenStep(
                                                        row.value1(),
                                                        row.value2(),
                                                        row.value3().intValue(),
                                                        row.value4(),
                                                        row.value5())));
    }

    /** Forgets the steps of an incident that is over. */
    void forget(long incident) {
        database.write(sql -> sql.deleteFrom(TAKEN).where(INCIDENT.eq(incident)).execute());
    }
}
