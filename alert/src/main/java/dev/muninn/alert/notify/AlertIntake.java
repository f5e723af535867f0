package dev.muninn.alert.notify;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Takes alerts in where people are told of them. Safe for use by many threads. */
final class AlertIntake {

    private final GuardedState state;
    private final AlertJournal journal;
    private final NotifyFigures figures;
    private final int maxAlerts;
    private final Clock clock;
    private final UnwrittenAlerts unwritten = new UnwrittenAlerts();

    /**
     * @param maxAlerts how many are known at a time
     */
    AlertIntake(
            GuardedState state,
            AlertJournal journal,
            NotifyFigures figures,
            int maxAlerts,
            Clock clock) {
        this.state = state;
        this.journal = journal;
        this.figures = figures;
        this.maxAlerts = maxAlerts;
        this.clock = clock;
    }

    /** As {@link Notifications#put}, by the process that tells people. */
    void take(Collection<ActiveAlert> alerts) {
        List<ActiveAlert> news = new ArrayList<>();
        List<ActiveAlert> leftOut = new ArrayList<>();
        Object request = new Object();
        long now = clock.millis();
        state.change(
                known -> {
                    unwritten.keepOnly(
                            known.dispatch().alertCount(),
                            labels -> known.dispatch().alert(labels) != null);
                    for (ActiveAlert alert : alerts) {
                        ActiveAlert before = known.dispatch().alert(alert.labels());
                        if (before == null && known.dispatch().alertCount() >= maxAlerts) {
                            leftOut.add(alert);
                            continue;
                        }
                        ActiveAlert merged = known.put(alert, now);
                        if (before == null
                                || !before.isSameButLonger(merged, now)
                                || unwritten.contains(merged.labels())) {
                            news.add(merged);
                            unwritten.add(merged.labels(), request);
                        }
                    }
                });
        figures.received(alerts.size());
        journal.saveAlerts(news);
        news.forEach(written -> unwritten.written(written.labels(), request));
        if (!leftOut.isEmpty()) {
            throw MuninnException.limit(
                    "%d alerts were left out, as %d are known already: end some, or raise alerting.max-alerts"
                            .formatted(leftOut.size(), maxAlerts));
        }
    }
}
