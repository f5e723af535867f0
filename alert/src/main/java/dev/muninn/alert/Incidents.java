package dev.muninn.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.Asked;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.api.Page;
import dev.muninn.alert.incident.Incident;
import dev.muninn.alert.incident.IncidentAlert;
import dev.muninn.alert.incident.IncidentBook;
import dev.muninn.alert.incident.IncidentEvent;
import dev.muninn.alert.incident.IncidentQuery;
import dev.muninn.alert.incident.IncidentReport;
import dev.muninn.alert.incident.IncidentSummary;
import dev.muninn.alert.incident.Spread;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked about incidents, as trees of maps and lists. */
public final class Incidents {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(7);

    /** A year of a busy team. */
    private static final int MAX_REPORTED = 100_000;

    /** What fires more seldom than so many others is nobody's first concern. */
    private static final int MAX_KINDS = 200;

    private static final int MAX_NOTE = 10_000;

    private final IncidentBook book;
    private final Clock clock;

    Incidents(IncidentBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * A page of the incidents of a time, the newest first: those in {@code state} open or resolved,
     * of which an alert has what every {@code filter} asks for.
     */
    public Object list(Function<String, List<String>> parameters) {
        Asked asked = new Asked(parameters);
        Page page = Page.of(asked);
        IncidentQuery query = query(asked, state(asked.text("state", "all")));
        Incident before = page.before().isEmpty() ? null : before(page.before());
        Page.Found<IncidentSummary> found =
                query.matchers().isEmpty()
                        ? page.find(
                                before == null ? null : before.summary(),
                                (row, most) -> book.summaries(query, row, most),
                                one -> true)
                        : page.find(
                                        before,
                                        (row, most) -> book.incidents(query, row, most),
                                        query::isAbout)
                                .map(Incident::summary);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("incidents", found.rows().stream().map(Incidents::summary).toList());
        tree.put("next", found.next() == null ? null : found.next().number());
        return tree;
    }

    private IncidentQuery query(Asked asked, IncidentQuery.State state) {
        Asked.Span span = asked.span(clock.millis(), DEFAULT_SPAN);
        return new IncidentQuery(span.fromMillis(), span.toMillis(), state, asked.matchers());
    }

    private static IncidentQuery.State state(String text) {
        return switch (text) {
            case "all" -> IncidentQuery.State.ALL;
            case "open" -> IncidentQuery.State.OPEN;
            case "resolved" -> IncidentQuery.State.RESOLVED;
            default ->
                    throw MuninnException.badInput(
                            "state is \"%s\": it takes all, open or resolved".formatted(text));
        };
    }

    private Incident before(String number) {
        try {
            return book.incident(numberOf(number));
        } catch (MuninnException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "before is \"%s\": %s; begin with the newest, without it"
                            .formatted(number, e.getMessage()),
                    e);
        }
    }

    private static Map<String, @Nullable Object> summary(IncidentSummary incident) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("number", incident.number());
        tree.put("title", incident.title());
        tree.put("severity", incident.severity());
        tree.put("groupKey", incident.groupKey());
        tree.put("labels", Asked.map(incident.labels()));
        tree.put("receiver", incident.receiver());
        tree.put("alertCount", (long) incident.alertCount());
        tree.put("startedAt", incident.startedMillis() / 1000.0);
        tree.put("openedAt", incident.openedMillis() / 1000.0);
        tree.put("acknowledgedAt", seconds(incident.care().sinceMillis()));
        tree.put("acknowledgedBy", incident.care().person());
        tree.put("resolvedAt", seconds(incident.resolvedMillis()));
        return tree;
    }

    private static @Nullable Double seconds(long millis) {
        return millis == 0 ? null : millis / 1000.0;
    }

    /** One incident with its alerts and its story. */
    public Object one(String number) {
        Incident incident = book.incident(numberOf(number));
        Map<String, @Nullable Object> tree = summary(incident.summary());
        tree.put("isCaredFor", incident.isCaredForAt(clock.millis()));
        tree.put("alerts", incident.alerts().stream().map(Incidents::tree).toList());
        tree.put("events", book.story(incident.number()).stream().map(Incidents::tree).toList());
        tree.put("eventCount", book.storyLength(incident.number()));
        return tree;
    }

    private static long numberOf(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "\"%s\" is no number of an incident".formatted(text),
                    e);
        }
    }

    private static Object tree(IncidentAlert alert) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("labels", Asked.map(alert.labels()));
        tree.put("summary", alert.summary());
        tree.put("generatorURL", alert.generatorUrl());
        tree.put("startsAt", alert.startsAtMillis() / 1000.0);
        tree.put("endsAt", seconds(alert.endsAtMillis()));
        return tree;
    }

    private static Object tree(IncidentEvent event) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("at", event.atMillis() / 1000.0);
        tree.put("kind", event.kind().word());
        tree.put("person", event.person());
        tree.put("story", event.story());
        return tree;
    }

    /** Adds a note to an incident: {@code {person, note}}. */
    public Object note(String number, byte[] json) {
        JsonNode body = JsonBody.read(json);
        String note = JsonBody.text(body, "note");
        if (note.length() > MAX_NOTE) {
            throw MuninnException.badInput(
                    "the note has %d characters, limit %d: link to longer texts"
                            .formatted(note.length(), MAX_NOTE));
        }
        IncidentEvent event =
                new IncidentEvent(
                        clock.millis(),
                        IncidentEvent.Kind.NOTE,
                        body.path("person").asText("somebody"),
                        note);
        book.add(numberOf(number), event);
        return tree(event);
    }

    /** How quick people were and what was noise, by the clock of {@code zone}. */
    public Object report(Function<String, List<String>> parameters) {
        Asked asked = new Asked(parameters);
        IncidentQuery query = query(asked, IncidentQuery.State.ALL);
        List<IncidentSummary> open =
                query.matchers().isEmpty()
                        ? Page.newest(
                                MAX_REPORTED,
                                (row, most) -> book.summaries(query, row, most),
                                one -> true,
                                Function.identity())
                        : Page.newest(
                                MAX_REPORTED,
                                (row, most) -> book.incidents(query, row, most),
                                query::isAbout,
                                Incident::summary);
        List<IncidentSummary> opened =
                open.stream().filter(one -> one.openedMillis() >= query.fromMillis()).toList();
        return tree(IncidentReport.of(opened, asked.zone("zone")));
    }

    private static Object tree(IncidentReport report) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("count", report.count());
        tree.put("detect", tree(report.detect()));
        tree.put("acknowledge", tree(report.acknowledge()));
        tree.put("resolve", tree(report.resolve()));
        putNoise(tree, report.noise());
        List<Object> alerts = new ArrayList<>();
        tree.put("alertKinds", (long) report.alerts().size());
        for (IncidentReport.AlertNoise alert :
                report.alerts().subList(0, Math.min(MAX_KINDS, report.alerts().size()))) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("title", alert.title());
            row.put("count", alert.count());
            putNoise(row, alert.noise());
            row.put("resolve", tree(alert.resolve()));
            alerts.add(row);
        }
        tree.put("alerts", alerts);
        tree.put("byHour", report.byHour());
        List<Object> days = new ArrayList<>();
        report.byDay()
                .forEach((day, count) -> days.add(Map.of("day", day.toString(), "count", count)));
        tree.put("byDay", days);
        return tree;
    }

    private static void putNoise(Map<String, @Nullable Object> tree, IncidentReport.Noise noise) {
        tree.put("atNight", noise.atNight());
        tree.put("endedByItself", noise.endedByItself());
        tree.put("neverAcknowledged", noise.neverAcknowledged());
    }

    private static Object tree(Spread spread) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("count", spread.count());
        tree.put("meanSeconds", spread.meanSeconds());
        tree.put("medianSeconds", spread.medianSeconds());
        tree.put("p90Seconds", spread.p90Seconds());
        return tree;
    }
}
