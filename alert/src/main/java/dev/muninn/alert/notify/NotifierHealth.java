package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.ChannelState;
import dev.muninn.model.Clock;
import dev.muninn.model.Telemetry;
import java.time.Duration;
import java.util.Optional;

/** How telling people goes, in figures and in a sentence. */
public final class NotifierHealth {

    /** A sign of life a minute later is the first to be withheld, two minutes after the trouble. */
    private static final long STUCK_MILLIS = Duration.ofSeconds(60).toMillis();

    private final Notifications notifications;
    private final Clock clock;

    public NotifierHealth(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /** What keeps people from being told, if anything does. */
    public Optional<String> trouble() {
        if (notifications.lateRows() > 0) {
            return Optional.of("notifications are not written down");
        }
        return oldestAgeMillis() > STUCK_MILLIS
                ? Optional.of("a message has been on its way for minutes")
                : Optional.empty();
    }

    private long oldestAgeMillis() {
        long oldest = Long.MAX_VALUE;
        for (ChannelState state : notifications.outbox().states()) {
            oldest = Math.min(oldest, state.oldestMillis());
        }
        return oldest == Long.MAX_VALUE ? 0 : clock.millis() - oldest;
    }

    public void report(Telemetry to) {
        notifications.figures().report(to);
        to.gauge(
                "muninn_notify_alerts",
                "Alerts that are known, those that ended lately included.",
                notifications.view().alertCount());
        to.gauge("muninn_notify_groups", "Groups of alerts.", notifications.view().groupCount());
        to.gauge(
                "muninn_alerting_late_rows",
                "Rows of the history that wait for the database.",
                notifications.lateRows());
        to.counter(
                "muninn_alerting_lost_rows_total",
                "Rows of the history that the database refused and that were given up.",
                (double) notifications.lostRows());
        int waiting = 0;
        for (ChannelState state : notifications.outbox().states()) {
            waiting += state.waiting();
            to.gauge(
                    "muninn_alert_channel_up",
                    "Whether the last attempt over the channel went well.",
                    state.isWell() ? 1 : 0,
                    "channel",
                    state.name());
        }
        to.gauge("muninn_outbox_rows", "Messages on their way.", waiting);
        to.gauge(
                "muninn_outbox_oldest_seconds",
                "Age of the oldest message on its way.",
                oldestAgeMillis() / 1000.0);
    }
}
