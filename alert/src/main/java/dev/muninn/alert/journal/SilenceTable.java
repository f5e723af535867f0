package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.message.MessageJson;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Silence;
import dev.muninn.catalog.CatalogDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Silences in the database. */
final class SilenceTable {

    private static final Table<Record> SILENCE = table("alert_silence");

    private static final Field<String> ID = field("id", String.class);
    private static final Field<String> MATCHERS = field("matchers", String.class);
    private static final Field<Long> STARTS_AT = field("starts_at", Long.class);
    private static final Field<Long> ENDS_AT = field("ends_at", Long.class);
    private static final Field<Long> UPDATED_AT = field("updated_at", Long.class);
    private static final Field<String> CREATED_BY = field("created_by", String.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<String> ANNOTATIONS = field("annotations", String.class);

    private final CatalogDatabase database;

    SilenceTable(CatalogDatabase database) {
        this.database = database;
    }

    void save(Collection<Silence> silences) {
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

    List<Silence> all() {
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

    static void forget(DSLContext sql, long endedBeforeMillis) {
        sql.deleteFrom(SILENCE).where(ENDS_AT.lt(endedBeforeMillis)).execute();
    }
}
