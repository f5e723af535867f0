package dev.muninn.alert;

import dev.muninn.alert.api.AlertingApi;
import dev.muninn.alert.api.AlertmanagerApi;
import dev.muninn.alert.api.HeartbeatApi;
import dev.muninn.alert.config.RoutingSource;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.heartbeat.HeartbeatTable;
import dev.muninn.alert.heartbeat.HeartbeatWatch;
import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.lease.Shift;
import dev.muninn.alert.notify.HeardAlerts;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.notify.NotifierHealth;
import dev.muninn.alert.notify.NotifyTerms;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.state.CatalogRuleMemory;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells people of alerts: an Alertmanager whose silences, alerts and messages survive a crash. Safe
 * for use by many threads.
 */
public final class Notifier implements AutoCloseable, TelemetrySource {

    private final RoutingInUse routing;
    private final Lease lease;

    /** Takes what is written only from the process that tells people. */
    private final CatalogDatabase fenced;

    private final Notifications notifications;
    private final Alertmanager alertmanager;
    private final AlertingApi alerting;
    private final HeartbeatWatch heartbeats;
    private final HeartbeatApi heartbeatApi;
    private final IncidentDesk desk;
    private final NotifierHealth health;
    private final Chores chores = new Chores();
    private final Clock clock;
    private final String externalUrl;

    private Notifier(
            NotifyOptions options,
            CatalogDatabase database,
            Consumer<String> console,
            String version,
            Clock clock) {
        this.clock = clock;
        externalUrl = options.externalUrl();
        routing = new RoutingInUse(options, database, console, clock);
        database.migrate("alert");
        lease = Leases.of(options, database, clock);
        fenced = lease.fenced(database);
        notifications =
                Notifications.open(
                        routing.config(),
                        database,
                        routing::channels,
                        new NotifyTerms(options.externalUrl(), options.maxAlerts()),
                        lease,
                        clock);
        routing.passTo(notifications::replaceConfig);
        alertmanager = new Alertmanager(new AlertmanagerApi(notifications, clock, version));
        alerting = new AlertingApi(notifications, routing::channels, clock);
        heartbeats =
                HeartbeatWatch.open(
                        HeartbeatTable.open(database), notifications::put, lease, clock);
        heartbeatApi = new HeartbeatApi(heartbeats);
        desk = new IncidentDesk(fenced, notifications, lease, clock);
        health = new NotifierHealth(notifications, clock);
    }

    /**
     * Reads the configuration, takes up what the database knows, and begins to tell.
     *
     * @param console takes the lines of console channels
     * @throws MuninnException of kind BAD_INPUT with all that is wrong with the configuration, of
     *     kind UNAVAILABLE if the database does not answer
     */
    public static Notifier open(
            NotifyOptions options,
            CatalogDatabase database,
            Consumer<String> console,
            String version,
            Clock clock) {
        Notifier notifier = new Notifier(options, database, console, version, clock);
        notifier.lease.start(notifier.shift());
        notifier.notifications.start();
        notifier.heartbeats.start();
        notifier.desk.start();
        if (notifier.lease.isShared()) {
            SavedChannels saved = notifier.savedChannels();
            notifier.chores.start(Map.of("saved channels", saved::takeUpOthers));
        }
        return notifier;
    }

    private Shift shift() {
        Shift telling = notifications.shift();
        return new Shift() {
            @Override
            public void begin() {
                routing.use();
                desk.takeUp();
                telling.begin();
            }

            @Override
            public void goOn() {
                telling.goOn();
            }

            @Override
            public void end() {
                telling.end();
            }
        };
    }

    /**
     * Tells people while the store takes no samples, of which no rule can tell.
     *
     * @param trouble why it does not, if that is so
     * @param instance of this server, as its own series call it
     */
    public void watchStore(Supplier<Optional<String>> trouble, String instance) {
        SelfWatch watch = new SelfWatch(notifications::put, trouble, instance, externalUrl, clock);
        chores.start(Map.of("looks at the store", watch::look));
    }

    /** Where rules keep their alerts, as long as this process is the one that tells people. */
    public RuleMemory ruleMemory() {
        return CatalogRuleMemory.open(fenced, lease::term);
    }

    /** Who tells people, where several processes share the database. */
    public Object owner() {
        Map<String, Object> tree = lease.status().tree();
        tree.put("lateRows", (long) notifications.lateRows());
        tree.put("lostRows", notifications.lostRows());
        return tree;
    }

    /**
     * The receivers of an alert by a configuration file, in the order in which they are told.
     *
     * @param labels of the alert, names and values
     * @throws MuninnException as {@link #open}
     */
    public static List<String> receiversOf(NotifyOptions options, Map<String, String> labels) {
        Labels.Builder builder = Labels.builder();
        labels.forEach(builder::set);
        return new RoutingSource(options.config(), options.matcherSyntax())
                .read().route().routesOf(builder.build()).stream().map(Route::receiver).toList();
    }

    /**
     * Reads the configuration again. All or nothing: if it is wrong, the old one goes on.
     *
     * @throws MuninnException as {@link #open}
     */
    public void reload() {
        routing.reload();
    }

    /**
     * Takes in the alerts of a rule's evaluation: those that fire, and those that ended lately.
     *
     * @param validForMillis how long they count if they are not heard of again
     */
    public void accept(List<Alert> alerts, String generatorUrl, long validForMillis) {
        List<ActiveAlert> heard =
                HeardAlerts.of(alerts, generatorUrl, validForMillis, clock.millis());
        if (!heard.isEmpty()) {
            notifications.hear(heard);
        }
    }

    /** The same as an Alertmanager, for its tools. */
    public Alertmanager alertmanager() {
        return alertmanager;
    }

    /** Where an alert with the labels of a request goes, and why it is told or not. */
    public Object explain(Function<String, List<String>> parameters) {
        return alerting.explain(parameters);
    }

    /** Messages that were told or are on their way, the newest first. */
    public Object history(Function<String, List<String>> parameters) {
        return alerting.history(parameters);
    }

    /** How each channel does. */
    public Object channels() {
        return alerting.channels();
    }

    /** The channels that are added in the browser. */
    public SavedChannels savedChannels() {
        return routing.saved();
    }

    /** Sends a test over a channel and returns what became of it. */
    public Object test(String channel) {
        return alerting.test(channel);
    }

    /** The groups with who takes care of them. */
    public Object handledGroups(Function<String, List<String>> parameters) {
        return alerting.groups(parameters);
    }

    /** The alerts that a silence with matchers would keep quiet. */
    public Object previewSilence(Function<String, List<String>> parameters) {
        return alerting.previewSilence(parameters);
    }

    /** Somebody takes care of a group: {@code {groupKey, person, note, for}}. */
    public Object acknowledge(byte[] json) {
        return alerting.acknowledge(json);
    }

    public void removeAcknowledgement(String groupKey) {
        notifications.removeAcknowledgement(groupKey);
    }

    /** Hears that something lives, which is expected from now on; see {@link HeartbeatApi#beat}. */
    public Object heartbeat(String name, Function<String, List<String>> parameters) {
        return heartbeatApi.beat(name, parameters);
    }

    /** What is expected to be heard of. */
    public Object heartbeats() {
        return heartbeatApi.all();
    }

    /** Expects a heartbeat no longer. */
    public void removeHeartbeat(String name) {
        heartbeats.remove(name);
    }

    /** What keeps people from being told, if anything does. */
    public Optional<String> trouble() {
        return lease.isHeld() ? health.trouble() : Optional.of(lease.status().sentence());
    }

    /** The routing tree, to be drawn. */
    public Object routes() {
        return alerting.routes();
    }

    /** How noisy and how quick it all was between two times. */
    public Object report(Function<String, List<String>> parameters) {
        return alerting.report(parameters);
    }

    /** The times in which groups of alerts fired, with their stories. */
    public Incidents incidents() {
        return desk.incidents();
    }

    /** The times in which nobody is to be told. */
    public MaintenanceWindows maintenance() {
        return desk.maintenance();
    }

    /** Who is on call, and who is told when nobody acknowledges. */
    public OnCall onCall() {
        return desk.onCall();
    }

    @Override
    public void report(Telemetry to) {
        health.report(to);
        desk.report(to);
        lease.report(to);
        routing.report(to);
    }

    @Override
    public void close() {
        chores.close();
        heartbeats.close();
        desk.stop();
        notifications.close();
        desk.close();
        lease.close();
    }
}
