package dev.muninn.alert.incident;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.journal.MentionedValues;
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
import org.jooq.impl.DSL;
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
    private static final Field<Long> ALERT_COUNT = field("alert_count", Long.class);

    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> OF_INCIDENT = field("incident", Long.class);
    private static final Field<Long> HAPPENED_AT = field("happened_at", Long.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> PERSON = field("person", String.class);
    private static final Field<String> STORY = field("story", String.class);

    private static final List<Field<?>> SUMMARY_FIELDS =
            List.of(
                    NUMBER,
                    GROUP_KEY,
                    RECEIVER,
                    LABELS,
                    TITLE,
                    SEVERITY,
                    ALERT_COUNT,
                    STARTED_AT,
                    OPENED_AT,
                    ACKNOWLEDGED_BY,
                    ACKNOWLEDGED_AT,
                    CARED_UNTIL,
                    RESOLVED_AT);

    private static final List<Field<?>> INCIDENT_FIELDS =
            List.of(
                    NUMBER,
                    GROUP_KEY,
                    RECEIVER,
                    LABELS,
                    TITLE,
                    SEVERITY,
                    ALERT_COUNT,
                    ALERTS,
                    STARTED_AT,
                    OPENED_AT,
                    ACKNOWLEDGED_BY,
                    ACKNOWLEDGED_AT,
                    CARED_UNTIL,
                    RESOLVED_AT);

    private static final List<Field<?>> EVENT_FIELDS =
            List.of(ID, HAPPENED_AT, KIND, PERSON, STORY);

    private static final BoundRows PUT = BoundRows.upsert(INCIDENT, INCIDENT_FIELDS, NUMBER);

    private static final BoundRows ADD_EVENT =
            BoundRows.insert(EVENT, List.of(OF_INCIDENT, HAPPENED_AT, KIND, PERSON, STORY));

    /** How an incident began. */
    private static final int FIRST_EVENTS = 500;

    /** How it goes; one that is told every minute for a day does not fill a page. */
    private static final int LAST_EVENTS = 1_000;

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
            (long) incident.alerts().size(),
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

    /** Those that are asked for, the newest first; some may be of other alerts. */
    List<Incident> incidents(IncidentQuery query, @Nullable Incident before, int limit) {
        Condition older = before == null ? DSL.noCondition() : isOlderThan(before.summary());
        return find(isOnPage(query, older, limit), Integer.MAX_VALUE);
    }

    /** Those that are asked for without looking at their alerts, the newest first. */
    List<IncidentSummary> summaries(
            IncidentQuery query, @Nullable IncidentSummary before, int limit) {
        Condition older = before == null ? DSL.noCondition() : isOlderThan(before);
        return database.read(
                sql ->
                        sql.select(SUMMARY_FIELDS)
                                .from(INCIDENT)
                                .where(isOnPage(query, older, limit))
                                .orderBy(OPENED_AT.desc(), NUMBER.desc())
                                .fetch(IncidentJournal::summary));
    }

    /** Alerts are long: only the incidents of the page are read, and sorted, with them. */
    private static Condition isOnPage(IncidentQuery query, Condition older, int limit) {
        return NUMBER.in(
                DSL.select(NUMBER)
                        .from(INCIDENT)
                        .where(OPENED_AT.le(query.toMillis()))
                        .and(isInState(query))
                        .and(MentionedValues.in(ALERTS, query.matchers()))
                        .and(older)
                        .orderBy(OPENED_AT.desc(), NUMBER.desc())
                        .limit(limit));
    }

    private static Condition isInState(IncidentQuery query) {
        Condition isOpen = RESOLVED_AT.eq(0L);
        return switch (query.state()) {
            case ALL -> isOpen.or(RESOLVED_AT.ge(query.fromMillis()));
            case OPEN -> isOpen;
            case RESOLVED -> RESOLVED_AT.gt(0L).and(RESOLVED_AT.ge(query.fromMillis()));
        };
    }

    private static Condition isOlderThan(IncidentSummary row) {
        return OPENED_AT
                .le(row.openedMillis())
                .and(OPENED_AT.lt(row.openedMillis()).or(NUMBER.lt(row.number())));
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
                care(row),
                row.get(RESOLVED_AT));
    }

    private static IncidentSummary summary(Record row) {
        return new IncidentSummary(
                row.get(NUMBER),
                row.get(GROUP_KEY),
                row.get(RECEIVER),
                MessageJson.parseLabels(row.get(LABELS)),
                row.get(TITLE),
                row.get(SEVERITY),
                row.get(ALERT_COUNT).intValue(),
                row.get(STARTED_AT),
                row.get(OPENED_AT),
                care(row),
                row.get(RESOLVED_AT));
    }

    private static Incident.Care care(Record row) {
        return new Incident.Care(
                row.get(ACKNOWLEDGED_BY), row.get(ACKNOWLEDGED_AT), row.get(CARED_UNTIL));
    }

    /** The story of an incident in the order of time; of a long one its begin and its end. */
    List<IncidentEvent> events(long number) {
        return database.read(
                sql -> {
                    List<Record> last =
                            sql.select(EVENT_FIELDS)
                                    .from(EVENT)
                                    .where(OF_INCIDENT.eq(number))
                                    .orderBy(HAPPENED_AT.desc(), ID.desc())
                                    .limit(LAST_EVENTS)
                                    .fetch()
                                    .reversed();
                    if (last.size() < LAST_EVENTS) {
                        return last.stream().map(IncidentJournal::event).toList();
                    }
                    Record next = last.getFirst();
                    Condition isBefore =
                            HAPPENED_AT
                                    .lt(next.get(HAPPENED_AT))
                                    .or(
                                            HAPPENED_AT
                                                    .eq(next.get(HAPPENED_AT))
                                                    .and(ID.lt(next.get(ID))));
                    List<Record> story = new ArrayList<>();
                    story.addAll(
                            sql.select(EVENT_FIELDS)
                                    .from(EVENT)
                                    .where(OF_INCIDENT.eq(number).and(isBefore))
                                    .orderBy(HAPPENED_AT, ID)
                                    .limit(FIRST_EVENTS)
                                    .fetch());
                    story.addAll(last);
                    return story.stream().map(IncidentJournal::event).toList();
                });
    }

    private static IncidentEvent event(Record row) {
        return new IncidentEvent(
                row.get(HAPPENED_AT),
                IncidentEvent.Kind.of(row.get(KIND)),
                row.get(PERSON),
                row.get(STORY));
    }

    long eventCount(long number) {
        return database.read(
                sql -> (long) sql.fetchCount(sql.selectFrom(EVENT).where(OF_INCIDENT.eq(number))));
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
