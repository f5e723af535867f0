package dev.muninn.alert.oncall;

import dev.muninn.alert.incident.Incident;
import dev.muninn.alert.incident.IncidentAlert;
import dev.muninn.alert.incident.IncidentBook;
import dev.muninn.alert.incident.IncidentEvent;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.notify.DirectMessage;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.notify.NotifyView.ShownGroup;
import dev.muninn.alert.oncall.EscalationPolicy.Step;
import dev.muninn.alert.oncall.EscalationPolicy.Target;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells the next ones when nobody takes care of an incident. Safe for use by many threads. */
public final class Escalations {

    /*
     * Which steps were taken is in the database, so that a restart tells nobody twice. A step is
     * told before it is written: a crash between the two repeats a message rather than lose it.
     * An acknowledgement that ran out starts the steps anew, from the moment at which it did.
     */

    private static final System.Logger LOGGER = System.getLogger(Escalations.class.getName());

    private final OnCallBook onCall;
    private final IncidentBook incidents;
    private final Notifications notifications;
    private final OnCallJournal journal;
    private final Map<Long, List<TakenStep>> taken = new HashMap<>();
    private final List<TakenStep> unwritten = new ArrayList<>();

    private Escalations(
            OnCallBook onCall,
            IncidentBook incidents,
            Notifications notifications,
            OnCallJournal journal) {
        this.onCall = onCall;
        this.incidents = incidents;
        this.notifications = notifications;
        this.journal = journal;
    }

    /** Takes up the steps that were taken before; the tables of alerting are there. */
    public static Escalations open(
            CatalogDatabase database,
            OnCallBook onCall,
            IncidentBook incidents,
            Notifications notifications) {
        OnCallJournal journal = new OnCallJournal(database);
        Escalations opened = new Escalations(onCall, incidents, notifications, journal);
        opened.load();
        return opened;
    }

    /** Forgets what it knows, and takes up what the database knows. */
    public synchronized void load() {
        taken.clear();
        unwritten.clear();
        journal.taken().forEach(this::note);
    }

    private void note(TakenStep step) {
        taken.computeIfAbsent(step.incident(), number -> new ArrayList<>()).add(step);
    }

    /** Takes the steps that are due; called now and then. */
    public synchronized void take(long nowMillis) {
        if (onCall.policies().isEmpty() && taken.isEmpty()) {
            // There may be a hundred thousand incidents, at which nobody need look each second.
            return;
        }
        List<Incident> open = incidents.open();
        tellEnds(open);
        List<Incident> due =
                onCall.policies().isEmpty()
                        ? List.of()
                        : open.stream().filter(one -> hasDue(one, nowMillis)).toList();
        if (!due.isEmpty()) {
            Map<String, ShownGroup> groups =
                    notifications.view().groups(route -> true, alert -> true).stream()
                            .collect(
                                    Collectors.toMap(
                                            ShownGroup::key, group -> group, (one, other) -> one));
            for (Incident incident : due) {
                ShownGroup group = groups.get(incident.groupKey());
                if (group != null) {
                    take(incident, group, nowMillis);
                }
            }
        }
        writeTaken();
    }

    private boolean hasDue(Incident incident, long nowMillis) {
        return nextStep(incident, nowMillis).isPresent();
    }

    private record DueStep(EscalationPolicy policy, int number, long baseMillis) {}

    private Optional<DueStep> nextStep(Incident incident, long nowMillis) {
        if (incident.isCaredForAt(nowMillis)) {
            return Optional.empty();
        }
        List<Labels> firing =
                incident.alerts().stream()
                        .filter(IncidentAlert::isFiring)
                        .map(IncidentAlert::labels)
                        .toList();
        long base = Math.max(incident.openedMillis(), incident.care().untilMillis());
        return onCall.policyFor(firing)
                .flatMap(policy -> nextStep(policy, incident, base, nowMillis));
    }

    private Optional<DueStep> nextStep(
            EscalationPolicy policy, Incident incident, long base, long nowMillis) {
        List<TakenStep> before = taken.getOrDefault(incident.number(), List.of());
        for (int i = 0; i < policy.stepCount(); i++) {
            int number = i;
            boolean isTaken =
                    before.stream()
                            .anyMatch(step -> step.isSameAs(incident.number(), base, number));
            if (!isTaken) {
                return base + policy.dueMillis(number) <= nowMillis
                        ? Optional.of(new DueStep(policy, number, base))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void take(Incident incident, ShownGroup group, long nowMillis) {
        List<MessageAlert> alerts =
                group.alerts().stream()
                        .filter(shown -> !shown.quiet().isQuiet())
                        .map(ShownAlert::alert)
                        .map(
                                alert ->
                                        new MessageAlert(
                                                alert.labels(),
                                                alert.annotations(),
                                                alert.startsAtMillis(),
                                                0,
                                                alert.generatorUrl()))
                        .toList();
        if (alerts.isEmpty()) {
            return;
        }
        Optional<DueStep> due = nextStep(incident, nowMillis);
        while (due.isPresent()) {
            take(incident, alerts, due.get(), nowMillis);
            due = nextStep(incident, nowMillis);
        }
    }

    private void take(Incident incident, List<MessageAlert> alerts, DueStep due, long nowMillis) {
        Step step = due.policy().step(due.number());
        String receiver = receiverOf(step.target(), nowMillis);
        String waited = EscalationWords.waited(nowMillis - due.baseMillis());
        boolean isTold =
                !receiver.isEmpty()
                        && notifications.tell(
                                new DirectMessage(
                                        receiver,
                                        incident.groupKey(),
                                        incident.labels(),
                                        alerts,
                                        "escalation: not acknowledged for " + waited));
        tellStory(
                incident,
                IncidentEvent.of(
                        nowMillis,
                        IncidentEvent.Kind.ESCALATED,
                        EscalationWords.story(step.target(), receiver, isTold, waited)));
        TakenStep done =
                new TakenStep(
                        incident.number(),
                        due.baseMillis(),
                        due.number(),
                        isTold ? receiver : "",
                        nowMillis);
        note(done);
        unwritten.add(done);
    }

    private String receiverOf(Target target, long nowMillis) {
        return switch (target) {
            case Target.Receiver(String name) -> name;
            case Target.OnCall(String name) -> {
                Rota rota = onCall.rota(name);
                yield rota == null ? "" : rota.at(nowMillis).receiver();
            }
        };
    }

    private void tellStory(Incident incident, IncidentEvent event) {
        try {
            incidents.add(incident.number(), event);
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "escalation of incident {0} is not in its story: {1}",
                    incident.number(),
                    e.getMessage());
        }
    }

    /** Whoever was woken hears that it is over. */
    private void tellEnds(List<Incident> open) {
        Set<Long> ended = new TreeSet<>(taken.keySet());
        open.forEach(incident -> ended.remove(incident.number()));
        for (long number : ended) {
            Incident incident = incidents.incident(number);
            List<TakenStep> steps = taken.getOrDefault(number, List.of());
            taken.remove(number);
            unwritten.removeIf(step -> step.incident() == number);
            steps.stream()
                    .map(TakenStep::receiver)
                    .filter(receiver -> !receiver.isEmpty())
                    .distinct()
                    .forEach(receiver -> tellEnd(incident, receiver));
            journal.forget(number);
        }
    }

    private void tellEnd(Incident incident, String receiver) {
        List<MessageAlert> alerts =
                incident.alerts().stream()
                        .map(
                                alert ->
                                        new MessageAlert(
                                                alert.labels(),
                                                Map.of("summary", alert.summary()),
                                                alert.startsAtMillis(),
                                                alert.endsAtMillis(),
                                                alert.generatorUrl()))
                        .toList();
        notifications.tell(
                new DirectMessage(
                        receiver,
                        incident.groupKey(),
                        incident.labels(),
                        alerts,
                        "all alerts resolved"));
    }

    private void writeTaken() {
        if (!unwritten.isEmpty()) {
            journal.save(unwritten);
            unwritten.clear();
        }
    }
}
