package dev.muninn.alert;

import dev.muninn.alert.incident.IncidentBook;
import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.maintenance.MaintenanceBook;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.oncall.Escalations;
import dev.muninn.alert.oncall.OnCallBook;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the story of incidents, and sees to what is due: windows and escalations. */
final class IncidentDesk implements AutoCloseable, TelemetrySource {

    private static final System.Logger LOGGER = System.getLogger(IncidentDesk.class.getName());

    /** Whoever looks at a process that stands by need not see the last seconds. */
    private static final long SEEN_MILLIS = 5_000;

    private final Notifications notifications;
    private final Lease lease;
    private final Clock clock;
    private final IncidentBook incidents;
    private final MaintenanceBook maintenance;
    private final OnCallBook onCall;
    private final Escalations escalations;
    private final Chores chores = new Chores();

    private long readMillis;

    /** Takes up what the database knows, and listens; the tables of alerting are there. */
    IncidentDesk(CatalogDatabase database, Notifications notifications, Lease lease, Clock clock) {
        this.notifications = notifications;
        this.lease = lease;
        this.clock = clock;
        incidents = IncidentBook.open(database);
        maintenance = MaintenanceBook.open(database, notifications);
        onCall = OnCallBook.open(database);
        escalations = Escalations.open(database, onCall, incidents, notifications);
        notifications.listen(incidents);
    }

    /** Begins to look once a second at what is due. */
    void start() {
        Map<String, Runnable> work = new LinkedHashMap<>();
        work.put("incidents", onDuty(this::keepIncidents));
        work.put("escalations", onDuty(() -> escalations.take(clock.millis())));
        work.put("maintenance windows", onDuty(() -> maintenance.prepare(clock.millis())));
        chores.start(work);
    }

    private Runnable onDuty(Runnable work) {
        return () -> {
            if (lease.isHeld()) {
                work.run();
            }
        };
    }

    /** Takes up what another process has left. */
    void takeUp() {
        incidents.load();
        maintenance.load();
        onCall.load();
        escalations.load();
    }

    /** Lets those who look at a process that stands by see what the other one did. */
    private synchronized void catchUp() {
        long now = clock.millis();
        if (!notifications.owner().isOwner() && Math.abs(now - readMillis) > SEEN_MILLIS) {
            takeUp();
            readMillis = now;
        }
    }

    private void keepIncidents() {
        incidents.settle();
        incidents.tidy(clock.millis());
    }

    Incidents incidents() {
        catchUp();
        return new Incidents(incidents, clock);
    }

    MaintenanceWindows maintenance() {
        catchUp();
        return new MaintenanceWindows(maintenance, clock);
    }

    OnCall onCall() {
        catchUp();
        return new OnCall(onCall, notifications.view(), clock);
    }

    @Override
    public void report(Telemetry to) {
        incidents.report(to);
    }

    /** Ends what is done once a second, before what it tells over ends. */
    void stop() {
        chores.close();
    }

    /** Writes what was heard last; after nothing more happens. */
    @Override
    public void close() {
        stop();
        try {
            incidents.settle();
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the last events of incidents are not written down: {0}",
                    e.getMessage());
        }
    }
}
