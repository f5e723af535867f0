package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.api.AlertingApi;
import dev.muninn.alert.api.AlertmanagerApi;
import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.channel.Request;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsTest {

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
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']
                equal: [site]
            """;

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);
    private final BlockingQueue<Request> sent = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    @TempDir private Path folder;

    private CatalogDatabase database;
    private Notifications notifications;
    private AlertmanagerApi api;

    @BeforeEach
    void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        notifications =
                Notifications.open(
                        RoutingFile.read("a.yml", CONFIG, MatcherSyntax.FALLBACK),
                        AlertJournal.open(database),
                        this::channels,
                        "http://muninn.example.org",
                        clock);
        api = new AlertmanagerApi(notifications, clock, "0.0.0");
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

    @AfterEach
    void close() {
        notifications.close();
        database.close();
    }

    private void restart() {
        close();
        open();
    }

    private void post(String json) {
        api.post(json.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String told() throws InterruptedException {
        notifications.flushDue();
        Request request = sent.poll(10, TimeUnit.SECONDS);
        return request == null ? null : request.body();
    }

    /** Waits until the row of the last message says how it ended. */
    private void awaitEnd() throws InterruptedException {
        for (int i = 0; i < 1_000 && !notifications.journal().waiting().isEmpty(); i++) {
            Thread.onSpinWait();
            sent.poll(5, TimeUnit.MILLISECONDS);
        }
        assertThat(notifications.journal().waiting()).isEmpty();
    }

    private static List<String> nothing(String parameter) {
        return List.of();
    }

    @Test
    void tellsAGroupOnceItsWaitIsOver() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"a\"}}]");
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"b\"}}]");
        notifications.flushDue();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"host\":\"a\"", "\"host\":\"b\"", "first notification");
        clock.advance(Duration.ofMinutes(1));
        notifications.flushDue();
        assertThat(sent).isEmpty();
    }

    @Test
    void whatWasAcceptedSurvivesARestart() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}},{\"labels\":{\"alertname\":\"Y\"}}]");
        Map<?, ?> made =
                (Map<?, ?>)
                        api.postSilence(
                                """
                                {"matchers":[{"name":"alertname","value":"Y","isRegex":false}],
                                 "startsAt":"2026-01-01T00:00:00Z","endsAt":"2027-01-01T00:00:00Z",
                                 "createdBy":"me","comment":"work"}
                                """
                                        .getBytes(StandardCharsets.UTF_8));
        restart();
        assertThat(api.silence(String.valueOf(made.get("silenceID")))).asString().contains("work");
        assertThat(api.alerts(NotificationsTest::nothing)).hasSize(2);
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"alertname\":\"X\"");
        clock.advance(Duration.ofMinutes(1));
        notifications.flushDue();
        assertThat(sent).isEmpty();
        awaitEnd();
        restart();
        clock.advance(Duration.ofMinutes(1));
        notifications.flushDue();
        assertThat(sent).as("told already before the restart").isEmpty();
    }

    @Test
    void whatWasOnItsWayIsSentAgainAfterARestartAndMarked() throws Exception {
        status = 500;
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        status = 200;
        restart();
        Request again = sent.poll(10, TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.headers()).containsKey("Idempotency-Key");
        awaitEnd();
    }

    @Test
    void aChannelSaysWhatIsWrongAndWhenItIsTriedAgain() throws Exception {
        status = 503;
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        AlertingApi alerting = new AlertingApi(notifications, this::channels, clock);
        String shown = "";
        for (int i = 0; i < 5_000 && !shown.contains("lastError=HTTP 503"); i++) {
            LockSupport.parkNanos(1_000_000);
            shown = alerting.channels().toString();
        }
        assertThat(shown)
                .contains("ok=false", "advice=The receiver has trouble of its own", "waiting=1")
                .doesNotContain("nextAttempt=null", "oldest=null");
    }

    @Test
    void resolvedIsToldAndForgotten() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"status\":\"firing\"");
        post("[{\"labels\":{\"alertname\":\"X\"},\"endsAt\":\"2026-03-01T10:20:31Z\"}]");
        clock.advance(Duration.ofMinutes(1));
        assertThat(told()).contains("\"status\":\"resolved\"", "all alerts resolved");
        assertThat(notifications.view().groupCount()).isZero();
    }

    @Test
    void anAcknowledgedGroupIsNotRepeatedButNewAlertsAreTold() throws Exception {
        String far = "2026-03-02T00:00:00Z";
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"a\"},\"endsAt\":\"" + far + "\"}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        AlertingApi alerting = new AlertingApi(notifications, this::channels, clock);
        alerting.acknowledge(
                "{\"groupKey\":\"{}:{alertname=\\\"X\\\"}\",\"person\":\"me\",\"for\":\"4h\"}"
                        .getBytes(StandardCharsets.UTF_8));
        restart();
        for (int minute = 0; minute < 90; minute++) {
            clock.advance(Duration.ofMinutes(1));
            notifications.flushDue();
        }
        assertThat(sent).isEmpty();
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"b\"},\"endsAt\":\"" + far + "\"}]");
        clock.advance(Duration.ofMinutes(1));
        assertThat(told()).contains("new alerts in group");
    }

    @Test
    void inhibitedAlertsAreShownAsSuch() {
        post(
                "[{\"labels\":{\"alertname\":\"X\",\"severity\":\"critical\",\"site\":\"a\"}},"
                        + "{\"labels\":{\"alertname\":\"Y\",\"severity\":\"warning\",\"site\":\"a\"}}]");
        assertThat(api.alerts(name -> name.equals("inhibited") ? List.of("false") : List.of()))
                .singleElement()
                .asString()
                .contains("alertname=X");
        AlertingApi alerting = new AlertingApi(notifications, this::channels, clock);
        assertThat(
                        alerting.explain(
                                name ->
                                        name.equals("label")
                                                ? List.of(
                                                        "alertname=Y", "severity=warning", "site=a")
                                                : List.of()))
                .asString()
                .contains("not told: {alertname=\"X\"");
    }

    @Test
    void keepsWhatIsRightOfABodyAndNamesWhatIsNot() {
        assertThatThrownBy(() -> post("[{\"labels\":{}},{\"labels\":{\"alertname\":\"X\"}}]"))
                .isInstanceOf(MuninnException.class)
                .hasMessage("at least one label pair required");
        assertThat(api.alerts(NotificationsTest::nothing)).hasSize(1);
        assertThatThrownBy(() -> post("nonsense")).isInstanceOf(MuninnException.class);
    }

    @Test
    void anotherConfigurationTakesTheGroupsOver() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        notifications.replaceConfig(
                RoutingFile.read(
                        "a.yml",
                        CONFIG.replace("repeat_interval: 1h", "repeat_interval: 2h"),
                        MatcherSyntax.FALLBACK));
        clock.advance(Duration.ofMinutes(1));
        notifications.flushDue();
        assertThat(sent).isEmpty();
    }

    @Test
    void theHistorySaysWhoWasToldAndWhy() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        awaitEnd();
        AlertingApi alerting = new AlertingApi(notifications, this::channels, clock);
        assertThat(alerting.history(NotificationsTest::nothing))
                .asString()
                .contains("channel=hook/webhook[0]", "reason=first notification", "state=told");
        assertThat(alerting.report(NotificationsTest::nothing)).asString().contains("told=1");
        assertThat(alerting.test("hook/webhook[0]")).asString().contains("ok=true");
        assertThat(alerting.channels()).asString().contains("ok=true");
    }
}
