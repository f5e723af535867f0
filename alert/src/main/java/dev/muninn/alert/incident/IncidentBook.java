package dev.muninn.alert.incident;

import dev.muninn.alert.notify.GroupEvent;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The incidents there are and were. Safe for use by many threads. */
public final class IncidentBook implements Consumer<GroupEvent>, TelemetrySource {

    /*
     * Notifying must not wait for the story of it: events are only noted when they happen, and
     * written together by settle(), which somebody calls once a second. What a person did is
     * written at once. An event leaves the queue when it is in the database, so nothing is lost
     * while that is away.
     */

    private static final System.Logger LOGGER = System.getLogger(IncidentBook.class.getName());

    /** A year can be compared with the one before. */
    private static final Duration KEPT = Duration.ofDays(750);

    /** How long messages may arrive after the end of an incident and still belong to it. */
    private static final Duration AFTERMATH = Duration.ofHours(1);

    /** Written in one transaction; a storm of groups is several. */
    private static final int MAX_BATCH = 5_000;

    /** Memory for a storm while the database is away; later events are not in the story. */
    private static final int MAX_WAITING = 200_000;

    private final IncidentJournal journal;
    private final ConcurrentLinkedQueue<GroupEvent> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private final Map<String, Incident> current = new HashMap<>();
    private long nextNumber;
    private long tidiedMillis;

    private IncidentBook(IncidentJournal journal) {
        this.journal = journal;
    }

    /** Takes up the incidents that are open; the tables of alerting are there. */
    public static IncidentBook open(CatalogDatabase database) {
        IncidentBook book = new IncidentBook(new IncidentJournal(database));
        book.load();
        return book;
    }

    /** Forgets what it knows, and takes up what the database knows. */
    public synchronized void load() {
        heard.clear();
        waiting.set(0);
        current.clear();
        nextNumber = journal.lastNumber() + 1;
        journal.open().forEach(incident -> current.put(incident.groupKey(), incident));
    }

    @Override
    public void accept(GroupEvent event) {
        if (waiting.get() >= MAX_WAITING) {
            lost.increment();
            return;
        }
        heard.add(event);
        waiting.incrementAndGet();
        if (event.isByPerson()) {
            try {
                settle();
            } catch (MuninnException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "an incident will be written down later: {0}",
                        e.getMessage());
            }
        }
    }

    /**
     * Writes what was heard.
     *
     * @throws MuninnException of kind UNAVAILABLE if the database does not take it; it is kept
     */
    public synchronized void settle() {
        while (!heard.isEmpty()) {
            settleBatch();
        }
    }

    private void settleBatch() {
        IncidentDraft draft = new IncidentDraft(current, nextNumber);
        int taken = 0;
        for (GroupEvent event : heard) {
            draft.add(event);
            taken++;
            if (taken == MAX_BATCH) {
                break;
            }
        }
        if (!draft.changed().isEmpty() || !draft.events().isEmpty()) {
            journal.save(draft.changed(), draft.events());
        }
        nextNumber = draft.nextNumber();
        draft.changed().forEach(incident -> current.put(incident.groupKey(), incident));
        for (int i = 0; i < taken; i++) {
            heard.poll();
            waiting.decrementAndGet();
        }
    }

    /** Drops what is too old to be asked for; called now and then. */
    public synchronized void tidy(long nowMillis) {
        if (nowMillis - tidiedMillis < AFTERMATH.toMillis()) {
            return;
        }
        tidiedMillis = nowMillis;
        long aftermath = nowMillis - AFTERMATH.toMillis();
        current.values().removeIf(one -> !one.isOpen() && one.resolvedMillis() < aftermath);
        journal.forgetEndedBefore(nowMillis - KEPT.toMillis());
    }

    /** The incidents that are not over. */
    public synchronized List<Incident> open() {
        return current.values().stream().filter(Incident::isOpen).toList();
    }

    /**
     * Incidents that are asked for, the newest first, with their alerts. Some may have none that
     * matches.
     *
     * @param before the one before the first; null for the newest
     */
    public List<Incident> incidents(IncidentQuery query, @Nullable Incident before, int limit) {
        settle();
        return journal.incidents(query, before, limit);
    }

    /** As {@link #incidents}, whatever their alerts are. */
    public List<IncidentSummary> summaries(
            IncidentQuery query, @Nullable IncidentSummary before, int limit) {
        settle();
        return journal.summaries(query, before, limit);
    }

    /**
     * One incident.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none with this number
     */
    public Incident incident(long number) {
        settle();
        Incident found = journal.incident(number);
        if (found == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "there is no incident " + number);
        }
        return found;
    }

    /** What happened in an incident, in the order of time; of a long story its begin and end. */
    public List<IncidentEvent> story(long number) {
        return journal.events(number);
    }

    /** The length of the whole story of an incident, in events. */
    public long storyLength(long number) {
        return journal.eventCount(number);
    }

    /**
     * Adds a line to the story of an incident; it is kept when this returns.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such incident, of kind UNAVAILABLE
     *     if it cannot be kept
     */
    public void add(long number, IncidentEvent event) {
        Incident incident = incident(number);
        journal.save(List.of(), Map.of(incident.number(), new ArrayList<>(List.of(event))));
    }

    @Override
    public void report(Telemetry to) {
        to.gauge("muninn_incidents_open", "Incidents that are not over.", open().size());
        to.gauge(
                "muninn_incident_events_waiting",
                "Events of incidents that are not in the database yet.",
                waiting.get());
        to.counter(
                "muninn_incident_events_lost_total",
                "Events that the story of an incident lacks, since the database was away too long.",
                lost.doubleValue());
    }
}
