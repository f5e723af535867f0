package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.api.AlertingApi;
import dev.muninn.alert.api.AlertmanagerApi;
import dev.muninn.alert.channel.Request;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @TempDir private Path folder;

    private AlertingStand stand;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder, CONFIG);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private AlertmanagerApi api() {
        return new AlertmanagerApi(stand.notifications(), stand.clock(), "0.0.0");
    }

    private void post(String json) {
        api().post(json.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String told() throws InterruptedException {
        stand.notifications().flushDue();
        Request request = stand.sent().poll(60, TimeUnit.SECONDS);
        return request == null ? null : request.body();
    }

    /** Waits until the row of the last message says how it ended. */
    private void awaitEnd() throws InterruptedException {
        for (int i = 0; i < 1_000 && !stand.notifications().journal().waiting().isEmpty(); i++) {
            Thread.onSpinWait();
            stand.sent().poll(5, TimeUnit.MILLISECONDS);
        }
        assertThat(stand.notifications().journal().waiting()).isEmpty();
    }

    private static List<String> nothing(String parameter) {
        return List.of();
    }

    @Test
    void tellsAGroupOnceItsWaitIsOver() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"a\"}}]");
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"b\"}}]");
        stand.notifications().flushDue();
        assertThat(stand.sent()).isEmpty();
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"host\":\"a\"", "\"host\":\"b\"", "first notification");
        stand.clock().advance(Duration.ofMinutes(1));
        stand.notifications().flushDue();
        assertThat(stand.sent()).isEmpty();
    }

    @Test
    void whatWasAcceptedSurvivesARestart() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}},{\"labels\":{\"alertname\":\"Y\"}}]");
        Map<?, ?> made =
                (Map<?, ?>)
                        api().postSilence(
                                        """
                                        {"matchers":[{"name":"alertname","value":"Y","isRegex":false}],
                                         "startsAt":"2026-01-01T00:00:00Z","endsAt":"2027-01-01T00:00:00Z",
                                         "createdBy":"me","comment":"work"}
                                        """
                                                .getBytes(StandardCharsets.UTF_8));
        stand.restart();
        assertThat(api().silence(String.valueOf(made.get("silenceID"))))
                .asString()
                .contains("work");
        assertThat(api().alerts(NotificationsTest::nothing)).hasSize(2);
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"alertname\":\"X\"");
        stand.clock().advance(Duration.ofMinutes(1));
        stand.notifications().flushDue();
        assertThat(stand.sent()).isEmpty();
        awaitEnd();
        stand.restart();
        stand.clock().advance(Duration.ofMinutes(1));
        stand.notifications().flushDue();
        assertThat(stand.sent()).as("told already before the restart").isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWhenItIsSentAgain() {
        String alert = "[{\"labels\":{\"alertname\":\"X\"}}]";
        stand.database().write(sql -> sql.execute("ALTER TABLE alert_active RENAME TO away"));
        assertThatThrownBy(() -> post(alert)).isInstanceOf(MuninnException.class);
        assertThatThrownBy(() -> post(alert)).isInstanceOf(MuninnException.class);
        stand.database().write(sql -> sql.execute("ALTER TABLE away RENAME TO alert_active"));
        post(alert);
        stand.restart();
        assertThat(api().alerts(NotificationsTest::nothing)).hasSize(1);
    }

    @Test
    void whatWasOnItsWayIsSentAgainAfterARestartAndMarked() throws Exception {
        stand.answerWith(500);
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        stand.answerWith(200);
        stand.restart();
        Request again = stand.sent().poll(60, TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.headers()).containsKey("Idempotency-Key");
        awaitEnd();
    }

    @Test
    void aChannelSaysWhatIsWrongAndWhenItIsTriedAgain() throws Exception {
        stand.answerWith(503);
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        AlertingApi alerting = stand.api();
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
    void refusesMoreAlertsThanMayBeKnownAndGoesOnWithTheOthers() {
        stand.close();
        stand = new AlertingStand(folder, CONFIG, 2);
        String three =
                "[{\"labels\":{\"a\":\"1\"}},{\"labels\":{\"a\":\"2\"}},{\"labels\":{\"a\":\"3\"}}]";
        assertThatThrownBy(() -> post(three))
                .isInstanceOf(MuninnException.class)
                .hasMessageStartingWith("1 alerts were left out, as 2 are known already");
        assertThat(api().alerts(NotificationsTest::nothing)).hasSize(2);
        post("[{\"labels\":{\"a\":\"1\"},\"endsAt\":\"2026-03-01T10:20:31Z\"}]");
    }

    @Test
    void saysHowManyMoreAreWrong() {
        String body = "[" + "{},".repeat(24) + "{}]";
        assertThatThrownBy(() -> post(body))
                .isInstanceOf(MuninnException.class)
                .hasMessageStartingWith("at least one label pair required\n")
                .hasMessageEndingWith("\nand 5 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{}", "[{\"labels\":{\"a\":\"b\"}},", "{}", "", "[{]", "5"})
    void refusesWhatIsNoListOfAlerts(String body) {
        assertThatThrownBy(() -> post(body))
                .isInstanceOf(MuninnException.class)
                .hasMessageStartingWith("parsing alerts body failed");
        assertThat(api().alerts(NotificationsTest::nothing)).isEmpty();
    }

    @Test
    void refusesPatternsThatAreLargeWhenCompiled() {
        byte[] silence =
                """
                {"matchers":[{"name":"a","value":"(((a{100}){100}){100}){100}","isRegex":true}],
                 "startsAt":"2026-01-01T00:00:00Z","endsAt":"2027-01-01T00:00:00Z",
                 "createdBy":"me","comment":"work"}
                """
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> api().postSilence(silence))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("use smaller repetitions");
        assertThatThrownBy(
                        () ->
                                api().alerts(
                                                name ->
                                                        name.equals("receiver")
                                                                ? List.of(
                                                                        "(((a{100}){100}){100}){100}")
                                                                : List.of()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("use smaller repetitions");
    }

    @Test
    void resolvedIsToldAndForgotten() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).contains("\"status\":\"firing\"");
        post("[{\"labels\":{\"alertname\":\"X\"},\"endsAt\":\"2026-03-01T10:20:31Z\"}]");
        stand.clock().advance(Duration.ofMinutes(1));
        assertThat(told()).contains("\"status\":\"resolved\"", "all alerts resolved");
        assertThat(stand.notifications().view().groupCount()).isZero();
    }

    @Test
    void anEndThatCameJustBeforeARestartOrAReloadIsTold() throws Exception {
        for (Runnable pause : List.<Runnable>of(stand::restart, this::reload)) {
            post("[{\"labels\":{\"alertname\":\"X\"},\"endsAt\":\"2026-03-02T00:00:00Z\"}]");
            stand.clock().advance(Duration.ofSeconds(10));
            assertThat(told()).contains("\"status\":\"firing\"");
            awaitEnd();
            post(
                    "[{\"labels\":{\"alertname\":\"X\"},\"endsAt\":\"%s\"}]"
                            .formatted(Instant.ofEpochMilli(stand.clock().millis())));
            pause.run();
            stand.clock().advance(Duration.ofMinutes(1));
            assertThat(told()).contains("all alerts resolved");
            awaitEnd();
            stand.clock().advance(Duration.ofMinutes(1));
            stand.notifications().flushDue();
            assertThat(stand.sent()).as("once").isEmpty();
        }
    }

    private void reload() {
        stand.notifications()
                .replaceConfig(RoutingFile.read("a.yml", CONFIG, MatcherSyntax.FALLBACK));
    }

    @Test
    void anAcknowledgedGroupIsNotRepeatedButNewAlertsAreTold() throws Exception {
        String far = "2026-03-02T00:00:00Z";
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"a\"},\"endsAt\":\"" + far + "\"}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        AlertingApi alerting = stand.api();
        alerting.acknowledge(
                "{\"groupKey\":\"{}:{alertname=\\\"X\\\"}\",\"person\":\"me\",\"for\":\"4h\"}"
                        .getBytes(StandardCharsets.UTF_8));
        stand.restart();
        for (int minute = 0; minute < 90; minute++) {
            stand.clock().advance(Duration.ofMinutes(1));
            stand.notifications().flushDue();
        }
        assertThat(stand.sent()).isEmpty();
        post("[{\"labels\":{\"alertname\":\"X\",\"host\":\"b\"},\"endsAt\":\"" + far + "\"}]");
        stand.clock().advance(Duration.ofMinutes(1));
        assertThat(told()).contains("new alerts in group");
    }

    @Test
    void inhibitedAlertsAreShownAsSuch() {
        post(
                "[{\"labels\":{\"alertname\":\"X\",\"severity\":\"critical\",\"site\":\"a\"}},"
                        + "{\"labels\":{\"alertname\":\"Y\",\"severity\":\"warning\",\"site\":\"a\"}}]");
        assertThat(api().alerts(name -> name.equals("inhibited") ? List.of("false") : List.of()))
                .singleElement()
                .asString()
                .contains("alertname=X");
        AlertingApi alerting = stand.api();
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
        assertThat(api().alerts(NotificationsTest::nothing)).hasSize(1);
        assertThatThrownBy(() -> post("nonsense")).isInstanceOf(MuninnException.class);
    }

    @Test
    void refusesTextsWithoutMeasureAndKeepsTheirNeighbours() {
        String labels =
                "{\"labels\":{\"alertname\":\"X\",\"l\":\"" + "x".repeat(10_000_000) + "\"}}";
        String annotations =
                "{\"labels\":{\"alertname\":\"Y\"},\"annotations\":{\"a\":\""
                        + "x".repeat(300_000)
                        + "\"}}";
        String good = "{\"labels\":{\"alertname\":\"Z\"}}";
        assertThatThrownBy(() -> post("[" + labels + "," + annotations + "," + good + "]"))
                .isInstanceOf(MuninnException.class)
                .hasMessage(
                        "the labels of an alert have 10000011 characters, limit 65536: shorten"
                                + " them\n"
                                + "the annotations of an alert have 300001 characters, limit"
                                + " 262144: shorten them");
        assertThat(api().alerts(NotificationsTest::nothing))
                .singleElement()
                .asString()
                .contains("alertname=Z");
    }

    @Test
    void anotherConfigurationTakesTheGroupsOver() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        stand.notifications()
                .replaceConfig(
                        RoutingFile.read(
                                "a.yml",
                                CONFIG.replace("repeat_interval: 1h", "repeat_interval: 2h"),
                                MatcherSyntax.FALLBACK));
        stand.clock().advance(Duration.ofMinutes(1));
        stand.notifications().flushDue();
        assertThat(stand.sent()).isEmpty();
    }

    @Test
    void theHistorySaysWhoWasToldAndWhy() throws Exception {
        post("[{\"labels\":{\"alertname\":\"X\"}}]");
        stand.clock().advance(Duration.ofSeconds(10));
        assertThat(told()).isNotNull();
        awaitEnd();
        AlertingApi alerting = stand.api();
        assertThat(alerting.history(NotificationsTest::nothing))
                .asString()
                .contains("channel=hook/webhook[0]", "reason=first notification", "state=told");
        assertThat(alerting.report(NotificationsTest::nothing)).asString().contains("told=1");
        assertThat(alerting.test("hook/webhook[0]")).asString().contains("ok=true");
        assertThat(alerting.channels()).asString().contains("ok=true");
    }
}
