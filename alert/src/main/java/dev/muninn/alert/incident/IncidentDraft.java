package dev.muninn.alert.incident;

import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.incident.IncidentEvent.Kind;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.notify.GroupEvent;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run of events does to the incidents there are, before it is written. */
final class IncidentDraft {

    private final Map<String, Incident> known;
    private final Map<String, Incident> latest = new HashMap<>();
    private final Map<Long, Incident> changed = new LinkedHashMap<>();
    private final Map<Long, List<IncidentEvent>> events = new LinkedHashMap<>();
    private long nextNumber;

    /**
     * @param known the last incident of each group; not changed
     */
    IncidentDraft(Map<String, Incident> known, long nextNumber) {
        this.known = known;
        this.nextNumber = nextNumber;
    }

    /** The incidents that are other than before, as they are now. */
    Collection<Incident> changed() {
        return changed.values();
    }

    /** What was added to the stories, by the numbers of incidents. */
    Map<Long, List<IncidentEvent>> events() {
        return events;
    }

    long nextNumber() {
        return nextNumber;
    }

    void add(GroupEvent event) {
        switch (event) {
            case GroupEvent.Flushed(Flush flush, boolean isHeard) -> flushed(flush, isHeard);
            case GroupEvent.Delivered(DeliveryEnd end) -> delivered(end);
            case GroupEvent.Acknowledged(Acknowledgement made) -> acknowledged(made);
            case GroupEvent.Released(String groupKey, long atMillis) ->
                    released(groupKey, atMillis);
            case GroupEvent.SilenceChanged(Silence silence, long atMillis) ->
                    silenceChanged(silence, atMillis);
            case GroupEvent.Counted(Set<String> groupKeys, long atMillis) ->
                    counted(groupKeys, atMillis);
        }
    }

    /** Adds a line to the story of an incident without changing it. */
    void tell(Incident incident, IncidentEvent event) {
        events.computeIfAbsent(incident.number(), number -> new ArrayList<>()).add(event);
    }

    private @Nullable Incident last(String groupKey) {
        Incident now = latest.get(groupKey);
        return now == null ? known.get(groupKey) : now;
    }

    private @Nullable Incident open(String groupKey) {
        Incident last = last(groupKey);
        return last != null && last.isOpen() ? last : null;
    }

    private List<Incident> allOpen() {
        return Stream.concat(
                        known.values().stream().filter(one -> !latest.containsKey(one.groupKey())),
                        latest.values().stream())
                .filter(Incident::isOpen)
                .toList();
    }

    private void put(Incident incident) {
        latest.put(incident.groupKey(), incident);
        changed.put(incident.number(), incident);
    }

    private void flushed(Flush flush, boolean isHeard) {
        Incident before = open(flush.key());
        if (before == null) {
            if (isHeard) {
                begin(flush);
            }
            return;
        }
        if (FlushedAlerts.isKnown(before.alerts(), flush)) {
            return;
        }
        FlushedAlerts alerts = new FlushedAlerts(before.alerts(), flush);
        Incident after = before;
        if (alerts.isChanged()) {
            after = before.with(alerts.after());
            put(after);
            for (IncidentEvent event : alerts.events()) {
                tell(after, event);
            }
        }
        // There may be more alerts than an incident keeps, so those of the flush decide.
        if (flush.alerts().stream().allMatch(alert -> alert.isResolvedAt(flush.atMillis()))) {
            resolve(after, flush.atMillis());
        }
    }

    private void begin(Flush flush) {
        FlushedAlerts alerts = new FlushedAlerts(List.of(), flush);
        Incident begun =
                new Incident(
                        nextNumber++,
                        flush.key(),
                        flush.route().receiver(),
                        flush.groupLabels(),
                        IncidentTitle.of(alerts.after()),
                        IncidentTitle.severityOf(alerts.after()),
                        alerts.after(),
                        firstStart(flush),
                        flush.atMillis(),
                        Incident.Care.NOBODY,
                        0);
        put(begun);
        alerts.events().forEach(event -> tell(begun, event));
    }

    private static long firstStart(Flush flush) {
        return flush.alerts().stream()
                .filter(alert -> !alert.isResolvedAt(flush.atMillis()))
                .mapToLong(ActiveAlert::startsAtMillis)
                .min()
                .orElse(flush.atMillis());
    }

    private void resolve(Incident incident, long atMillis) {
        long lastEnd =
                incident.alerts().stream()
                        .mapToLong(IncidentAlert::endsAtMillis)
                        .max()
                        .orElse(atMillis);
        long resolved = lastEnd == 0 ? atMillis : lastEnd;
        put(incident.resolvedAt(resolved));
        tell(incident, IncidentEvent.of(resolved, Kind.RESOLVED, "all alerts ended"));
    }

    private void delivered(DeliveryEnd end) {
        Incident incident = last(end.delivery().groupKey());
        if (incident == null) {
            return;
        }
        String channel = end.delivery().channel();
        String reason = end.delivery().message().reason();
        switch (end.state()) {
            case TOLD ->
                    tell(
                            incident,
                            IncidentEvent.of(
                                    end.atMillis(), Kind.TOLD, channel + " was told: " + reason));
            case FAILED ->
                    tell(
                            incident,
                            IncidentEvent.of(
                                    end.atMillis(),
                                    Kind.NOT_TOLD,
                                    channel + " was not told: " + end.detail()));
            case REPLACED -> {}
        }
    }

    private void acknowledged(Acknowledgement made) {
        Incident incident = open(made.groupKey());
        if (incident == null) {
            return;
        }
        Incident.Care before = incident.care();
        boolean isFirst = before.sinceMillis() == 0;
        put(
                incident.with(
                        new Incident.Care(
                                isFirst ? made.person() : before.person(),
                                isFirst ? made.madeAtMillis() : before.sinceMillis(),
                                made.untilMillis())));
        tell(
                incident,
                new IncidentEvent(
                        made.madeAtMillis(), Kind.ACKNOWLEDGED, made.person(), made.note()));
    }

    private void released(String groupKey, long atMillis) {
        Incident incident = open(groupKey);
        if (incident == null || !incident.isCaredForAt(atMillis)) {
            return;
        }
        Incident.Care before = incident.care();
        put(incident.with(new Incident.Care(before.person(), before.sinceMillis(), atMillis)));
        tell(
                incident,
                IncidentEvent.of(atMillis, Kind.RELEASED, "nobody takes care of it any more"));
    }

    private void silenceChanged(Silence silence, long atMillis) {
        boolean hasEnded = silence.stateAt(atMillis) == Silence.State.EXPIRED;
        for (Incident incident : allOpen()) {
            long quiet =
                    incident.alerts().stream()
                            .filter(IncidentAlert::isFiring)
                            .filter(alert -> Matcher.allMatch(silence.matchers(), alert.labels()))
                            .count();
            if (quiet > 0) {
                tell(
                        incident,
                        hasEnded
                                ? IncidentEvent.of(atMillis, Kind.SILENCE_ENDED, silence.comment())
                                : new IncidentEvent(
                                        Math.max(atMillis, silence.startsAtMillis()),
                                        Kind.SILENCED,
                                        silence.createdBy(),
                                        silence.comment()));
            }
        }
    }

    /** Ends the incidents of groups that are gone: routes changed, or the end was not heard of. */
    private void counted(Set<String> groupKeys, long atMillis) {
        for (Incident incident : allOpen()) {
            if (!groupKeys.contains(incident.groupKey())) {
                resolve(incident.with(FlushedAlerts.ended(incident.alerts(), atMillis)), atMillis);
            }
        }
    }
}
