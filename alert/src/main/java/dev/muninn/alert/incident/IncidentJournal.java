package dev.muninn.alert.incident;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.message.MessageJson;
import dev.muninn.catalog.BoundRows;
import dev.muninn.catalog.CatalogDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The tables of incidents. What a method wrote has reached the disk when it returns. */
final class IncidentJournal {

    private static final Table<Record> INCIDENT = table("alert_incident");
    private static final Table<Record> EVENT = table("alert_incident_event");

    private static final Field<Long> NUMBER = field("number", Long.class);
    private static final Field<String> GROUP_KEY = field("group_key", String.class);
    private static final Field<String> RECEIVER = field("receiver", String.class);
    private static final Field<String> LABELS = field("labels", String.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> SEVERITY = field("severity", String.class);
    private static final Field<String> ALERTS = field("alerts", String.class);
    private static final Field<Long> STARTED_AT = field("started_at", Long.class);
    private static final Field<Long> OPENED_AT = field("opened_at", Long.class);
    private static final Field<String> ACKNOWLEDGED_BY = field("acknowledged_by", String.class);
    private static final Field<Long> ACKNOWLEDGED_AT = field("acknowledged_at", Long.class);
    private static final Field<Long> CARED_UNTIL = field("cared_until", Long.class);
    private static final Field<Long> RESOLVED_AT = field("resolved_at", Long.class);

    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> OF_INCIDENT = field("incident", Long.class);
    private static final Field<Long> HAPPENED_AT = field("happened_at", Long.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> PERSON = field("person", String.class);
    private static final Field<String> STORY = field("story", String.class);

    private static final List<Field<?>> INCIDENT_FIELDS =
            List.of(
                    NUMBER,
                    GROUP_KEY,
                    RECEIVER,
                    LABELS,
                    TITLE,
                    SEVERITY,
                    ALERTS,
                    STARTED_AT,
                    OPENED_AT,
                    ACKNOWLEDGED_BY,
                    ACKNOWLEDGED_AT,
                    CARED_UNTIL,
                    RESOLVED_AT);

    private static final BoundRows PUT = BoundRows.upsert(INCIDENT, INCIDENT_FIELDS, NUMBER);

    private static final BoundRows ADD_EVENT =
            BoundRows.insert(EVENT, List.of(OF_INCIDENT, HAPPENED_AT, KIND, PERSON, STORY));

    /** An alert that is told every minute for a day does not fill a page. */
    private static final int MAX_EVENTS = 1_500;

    private final CatalogDatabase database;

    IncidentJournal(CatalogDatabase database) {
        this.database = database;
    }

    /** Writes incidents as they are now, and what was added to the stories. */
    void save(Collection<Incident> incidents, Map<Long, List<IncidentEvent>> events) {
        database.write(
                sql -> {
                    PUT.write(sql, incidents.stream().map(IncidentJournal::row).toList());
                    ADD_EVENT.write(sql, rows(events));
                    return incidents.size();
                });
    }

    private static Object[] row(Incident incident) {
        return new Object[] {
            incident.number(),
            incident.groupKey(),
            incident.receiver(),
            MessageJson.print(incident.labels()),
            incident.title(),
            incident.severity(),
            IncidentAlertJson.print(incident.alerts()),
            incident.startedMillis(),
            incident.openedMillis(),
            incident.care().person(),
            incident.care().sinceMillis(),
            incident.care().untilMillis(),
            incident.resolvedMillis()
        };
    }

    private static List<Object[]> rows(Map<Long, List<IncidentEvent>> events) {
        List<Object[]> rows = new ArrayList<>();
        events.forEach(
                (number, added) -> {
                    for (IncidentEvent event : added) {
                        rows.add(
                                new Object[] {
                                    number,
                                    event.atMillis(),
                                    event.kind().word(),
                                    event.person(),
                                    event.story()
                                });
                    }
                });
        return rows;
    }

    /** Those that were open at some time between two times, the newest first. */
    List<Incident> between(long fromMillis, long toMillis, int limit) {
        return find(
                OPENED_AT.le(toMillis).and(RESOLVED_AT.eq(0L).or(RESOLVED_AT.ge(fromMillis))),
                limit);
    }

    List<Incident> open() {
        return find(RESOLVED_AT.eq(0L), Integer.MAX_VALUE);
    }

    @Nullable Incident incident(long number) {
        List<Incident> found = find(NUMBER.eq(number), 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Incident> find(Condition condition, int limit) {
        return database.read(
                sql ->
                        sql.select(INCIDENT_FIELDS)
                                .from(INCIDENT)
                                .where(condition)
                                .orderBy(OPENED_AT.desc(), NUMBER.desc())
                                .limit(limit)
                                .fetch(IncidentJournal::incident));
    }

    private static Incident incident(Record row) {
        return new Incident(
                row.get(NUMBER),
                row.get(GROUP_KEY),
                row.get(RECEIVER),
                MessageJson.parseLabels(row.get(LABELS)),
                row.get(TITLE),
                row.get(SEVERITY),
                IncidentAlertJson.parse(row.get(ALERTS)),
                row.get(STARTED_AT),
                row.get(OPENED_AT),
                new Incident.Care(
                        row.get(ACKNOWLEDGED_BY), row.get(ACKNOWLEDGED_AT), row.get(CARED_UNTIL)),
                row.get(RESOLVED_AT));
    }

    /** The story of an incident in the order of time. */
    List<IncidentEvent> events(long number) {
        return database.read(
                sql ->
                        sql.select(HAPPENED_AT, KIND, PERSON, STORY)
                                .from(EVENT)
                                .where(OF_INCIDENT.eq(number))
                                .orderBy(HAPPENED_AT, ID)
                                .limit(MAX_EVENTS)
                                .fetch(
                                        row ->
                                                new IncidentEvent(
                                                        row.value1(),
                                                        IncidentEvent.Kind.of(row.value2()),
                                                        row.value3(),
                                                        row.value4())));
    }

    long lastNumber() {
        Long last =
                database.read(sql -> sql.select(max(NUMBER)).from(INCIDENT).fetchOne(max(NUMBER)));
        return last == null ? 0 : last;
    }

    /** Drops incidents that ended before a time, with their stories. */
    void forgetEndedBefore(long millis) {
        Condition isOld = RESOLVED_AT.gt(0L).and(RESOLVED_AT.lt(millis));
        database.write(
                sql -> {
                    sql.deleteFrom(EVENT)
                            .where(OF_INCIDENT.in(sql.select(NUMBER).from(INCIDENT).where(isOld)))
                            .execute();
                    return sql.deleteFrom(INCIDENT).where(isOld).execute();
                });
    }
}
