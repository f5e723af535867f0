package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.api.AlertingApi;
import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.channel.Request;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.incident.IncidentBook;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.notify.NotifyTerms;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Alerting on a database of its own, at a time that stands still, with receivers that record. */
public final class AlertingStand implements AutoCloseable {

    /** A Sunday, 10:20:30 UTC. */
    public static final long START = 1_772_360_430_000L;

    private static final String CONFIG =
            """
            route:
              receiver: hook
              group_by: [alertname]
              group_wait: 10s
              group_interval: 1m
              repeat_interval: 1h
            receivers:
              - name: hook
                webhook_configs: [{url: 'http://127.0.0.1:1/'}]
              - name: ada
                webhook_configs: [{url: 'http://127.0.0.1:1/ada'}]
              - name: bo
                webhook_configs: [{url: 'http://127.0.0.1:1/bo'}]
            """;

    private final Path folder;
    private final CatalogOptions catalog;
    private final String config;
    private final ManualClock clock = new ManualClock(START);
    private final BlockingQueue<Request> sent = new LinkedBlockingQueue<>();
    private CatalogDatabase database;
    private Notifications notifications;
    private IncidentBook incidents;
    private final NotifyTerms terms;
    private volatile int status = 200;

    public AlertingStand(Path folder) {
        this(folder, CONFIG);
    }

    public AlertingStand(Path folder, String config) {
        this(folder, config, Integer.MAX_VALUE);
    }

    public AlertingStand(Path folder, String config, int maxAlerts) {
        this(folder, CatalogOptions.DEFAULTS, config, maxAlerts);
    }

    private AlertingStand(Path folder, CatalogOptions catalog, String config, int maxAlerts) {
        this.folder = folder;
        this.catalog = catalog;
        this.config = config;
        terms = new NotifyTerms("http://muninn.example.org", maxAlerts);
        database = CatalogDatabase.open(catalog, folder);
        notifications = openNotifications();
        incidents = openIncidents();
    }

    /** The same on a PostgreSQL; skips the test where there is none. */
    public static AlertingStand onPostgres(Path folder) {
        return new AlertingStand(folder, postgres(), CONFIG, Integer.MAX_VALUE);
    }

    /** A database of its own in PostgreSQL; skips the test where there is none. */
    public static CatalogOptions postgres() {
        CatalogOptions like = CatalogOptions.DEFAULTS;
        String url = PostgresServer.shared().createDatabase();
        return new CatalogOptions(
                url,
                PostgresServer.USER,
                like.passwordFile(),
                like.connections(),
                like.provisioning(),
                like.prune(),
                like.keepVersions(),
                like.keepFor());
    }

    private Notifications openNotifications() {
        return Notifications.open(
                RoutingFile.read("a.yml", config, MatcherSyntax.FALLBACK),
                database,
                this::channels,
                terms,
                clock);
    }

    private IncidentBook openIncidents() {
        IncidentBook book = IncidentBook.open(database);
        notifications.listen(book);
        return book;
    }

    private Channels channels(RoutingConfig config) {
        return new Channels(
                MessageTemplates.of(Map.of(), clock),
                clock,
                line -> {},
                ignored ->
                        request -> {
                            sent.add(request);
                            return new Answer(status, Map.of(), "");
                        });
    }

    /** Lets receivers answer with another status from now on. */
    public void answerWith(int other) {
        status = other;
    }

    /** Requests to receivers that nobody has taken yet. */
    public BlockingQueue<Request> sent() {
        return sent;
    }

    /** Ends all and begins again on what the database knows. */
    public void restart() {
        close();
        database = CatalogDatabase.open(catalog, folder);
        notifications = openNotifications();
        incidents = openIncidents();
    }

    public ManualClock clock() {
        return clock;
    }

    public CatalogDatabase database() {
        return database;
    }

    public Notifications notifications() {
        return notifications;
    }

    public IncidentBook incidents() {
        return incidents;
    }

    /** An alert fires for the next hours. */
    public void fire(String... labels) {
        put(clock.millis(), clock.millis() + Duration.ofHours(12).toMillis(), labels);
    }

    /** An alert ends now. */
    public void end(String... labels) {
        put(clock.millis() - 1, clock.millis(), labels);
    }

    private void put(long startMillis, long endMillis, String... labels) {
        notifications.put(
                List.of(
                        new ActiveAlert(
                                Labels.of(labels),
                                Map.of("summary", "all is " + labels[1]),
                                startMillis,
                                endMillis,
                                "http://muninn.example.org/graph?g0.expr=up",
                                false,
                                clock.millis())));
    }

    /** Lets time pass, and tells what is due by then. */
    public void pass(Duration time) {
        clock.advance(time);
        notifications.flushDue();
    }

    public void acknowledge(String alertname, String person, String length) {
        String body =
                "{\"groupKey\":\"{}:{alertname=\\\"%s\\\"}\",\"person\":\"%s\",\"for\":\"%s\"}"
                        .formatted(alertname, person, length);
        api().acknowledge(body.getBytes(StandardCharsets.UTF_8));
    }

    public AlertingApi api() {
        return new AlertingApi(notifications, this::channels, clock);
    }

    /** What is explained of an alert with these labels. */
    public String whyTold(String... labels) {
        return api().explain(name -> name.equals("label") ? List.of(labels) : List.of()).toString();
    }

    /** The body of the next request to a path; waits for the channel's thread. */
    public String told(String path) throws InterruptedException {
        while (true) {
            Request request = sent.poll(10, TimeUnit.SECONDS);
            assertThat(request).as("a request to " + path).isNotNull();
            if (request.url().endsWith(path)) {
                return request.body();
            }
        }
    }

    /** Waits until all messages have arrived, and returns where those went that nobody read. */
    public List<String> unread() {
        for (int i = 0; i < 5_000 && !notifications.journal().waiting().isEmpty(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(notifications.journal().waiting()).isEmpty();
        return sent.stream().map(Request::url).toList();
    }

    @Override
    public void close() {
        notifications.close();
        database.close();
    }
}
