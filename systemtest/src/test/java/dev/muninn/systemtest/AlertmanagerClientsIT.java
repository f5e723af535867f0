package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that Grafana's data source "Alertmanager" and Karma make, as these clients send them,
 * and the fields that they read in the answers; and a real vmalert, where there is one.
 */
class AlertmanagerClientsIT {

    private static final String PREFIX = "/alertmanager/api/v2";

    @TempDir private Path folder;

    private MuninnProcess muninn;
    private MuninnClient client;

    @BeforeEach
    void start() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        """
                        route:
                          receiver: log
                          group_by: [alertname]
                          group_wait: 0s
                          routes: [{receiver: pager, matchers: [severity=critical]}]
                        receivers: [{name: log}, {name: pager}]
                        """);
        muninn = MuninnProcess.start(folder.resolve("data"), "--set", "alerting.config=" + config);
        client = muninn.client();
        String alerts =
                """
                [{"labels": {"alertname": "Busy", "host": "a", "severity": "critical"},
                  "annotations": {"summary": "much to do"}, "generatorURL": "http://prometheus/graph",
                  "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z"},
                 {"labels": {"alertname": "Slow", "host": "b"}, "endsAt": "2099-01-01T00:00:00Z"}]
                """;
        assertThat(post("/alerts", alerts).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        muninn.close();
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = client.get(PREFIX + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        return MuninnClient.parse(answer.body());
    }

    private HttpResponse<String> post(String path, String body) {
        return client.post(PREFIX + path, "application/json", body.getBytes(UTF_8));
    }

    private static String filter(String matcher) {
        return "filter=" + URLEncoder.encode(matcher, UTF_8);
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> names(JsonNode alerts) {
        Set<String> names = new TreeSet<>();
        alerts.forEach(alert -> names.add(alert.at("/labels/alertname").asText()));
        return names;
    }

    private static void assertTime(JsonNode node) {
        assertThat(Instant.parse(node.asText())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void theStatusHasTheVersionTheConfigurationAndTheCluster() {
        JsonNode status = get("/status");
        assertThat(fields(status)).containsExactly("cluster", "config", "uptime", "versionInfo");
        assertThat(status.at("/config/original").asText()).contains("receiver: log");
        assertTime(status.path("uptime"));
        assertThat(fields(status.path("versionInfo")))
                .containsExactly(
                        "branch", "buildDate", "buildUser", "goVersion", "revision", "version");
        assertThat(status.at("/versionInfo/version").asText()).isNotEmpty();
        assertThat(status.at("/cluster/status").asText()).isEqualTo("disabled");
        assertThat(status.at("/cluster/peers").isArray()).isTrue();
    }

    @Test
    void receiversHaveNames() {
        List<String> names = new ArrayList<>();
        get("/receivers").forEach(receiver -> names.add(receiver.path("name").asText()));
        assertThat(names).containsExactly("log", "pager");
    }

    @Test
    void alertsHaveAllFieldsAndAreFilteredAsAsked() {
        JsonNode all = get("/alerts?active=true&inhibited=true&silenced=true");
        assertThat(names(all)).containsExactly("Busy", "Slow");
        JsonNode busy = get("/alerts?" + filter("alertname=\"Busy\"")).path(0);
        checkAlert(busy);
        assertThat(names(get("/alerts?" + filter("host=~\"a|c\"")))).containsExactly("Busy");
        assertThat(names(get("/alerts?" + filter("host!=\"a\"")))).containsExactly("Slow");
        assertThat(names(get("/alerts?receiver=pager"))).containsExactly("Busy");
        assertThat(get("/alerts?active=false")).isEmpty();
        assertThat(client.get(PREFIX + "/alerts?filter=%7Bbroken").statusCode()).isEqualTo(400);
    }

    private static void checkAlert(JsonNode alert) {
        assertThat(fields(alert))
                .containsExactly(
                        "annotations",
                        "endsAt",
                        "fingerprint",
                        "generatorURL",
                        "labels",
                        "receivers",
                        "startsAt",
                        "status",
                        "updatedAt");
        assertThat(alert.path("annotations")).hasToString("{\"summary\":\"much to do\"}");
        assertThat(alert.path("labels"))
                .hasToString("{\"alertname\":\"Busy\",\"host\":\"a\",\"severity\":\"critical\"}");
        assertThat(alert.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("http://prometheus/graph");
        assertThat(alert.path("receivers")).hasToString("[{\"name\":\"pager\"}]");
        assertThat(alert.path("startsAt").asText()).startsWith("2026-01-01T00:00:00");
        assertThat(alert.path("endsAt").asText()).startsWith("2099-01-01T00:00:00");
        assertTime(alert.path("updatedAt"));
        assertThat(fields(alert.path("status")))
                .containsExactly("inhibitedBy", "mutedBy", "silencedBy", "state");
        for (String list : List.of("inhibitedBy", "mutedBy", "silencedBy")) {
            assertThat(alert.path("status").path(list).isArray()).as(list).isTrue();
        }
        assertThat(alert.at("/status/state").asText())
                .isIn(List.of("active", "suppressed", "unprocessed"));
    }

    @Test
    void groupsHaveTheirLabelsReceiverAndAlerts() {
        JsonNode groups = get("/alerts/groups?active=true&silenced=true&inhibited=true&muted=true");
        assertThat(groups).hasSize(2);
        for (JsonNode group : groups) {
            assertThat(fields(group)).contains("alerts", "labels", "receiver");
            assertThat(group.path("labels").path("alertname").isTextual()).isTrue();
            assertThat(group.at("/receiver/name").asText()).isIn(List.of("log", "pager"));
            assertThat(group.path("alerts")).hasSize(1);
        }
        JsonNode filtered = get("/alerts/groups?" + filter("severity=\"critical\""));
        assertThat(filtered).hasSize(1);
        checkAlert(filtered.path(0).path("alerts").path(0));
        assertThat(get("/alerts/groups?receiver=log")).hasSize(1);
    }

    @Test
    void silencesAreMadeReadChangedAndEnded() {
        String end = Instant.now().plus(Duration.ofHours(2)).toString();
        String body =
                """
                {"matchers": [{"name": "alertname", "value": "Busy", "isRegex": false, "isEqual": true}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "ada", "comment": "work", "id": %s}
                """;
        JsonNode made =
                MuninnClient.parse(
                        post("/silences", body.formatted(Instant.now(), end, "null")).body());
        assertThat(fields(made)).containsExactly("silenceID");
        String id = made.path("silenceID").asText();
        checkSilence(get("/silence/" + id), "active");
        checkSilence(get("/silences?" + filter("alertname=\"Busy\"")).path(0), "active");
        assertThat(get("/silences?" + filter("alertname=\"Other\""))).isEmpty();

        JsonNode alert = get("/alerts?" + filter("alertname=\"Busy\"")).path(0);
        assertThat(alert.at("/status/state").asText()).isEqualTo("suppressed");
        assertThat(alert.at("/status/silencedBy/0").asText()).isEqualTo(id);
        assertThat(names(get("/alerts?silenced=false"))).containsExactly("Slow");

        String start = get("/silence/" + id).path("startsAt").asText();
        String later = Instant.now().plus(Duration.ofHours(4)).toString();
        String changed = body.formatted(start, later, "\"" + id + "\"");
        assertThat(MuninnClient.parse(post("/silences", changed).body()).path("silenceID").asText())
                .isEqualTo(id);

        HttpResponse<String> deleted =
                client.send(client.request(PREFIX + "/silence/" + id).DELETE().build());
        assertThat(deleted.statusCode()).isEqualTo(200);
        checkSilence(get("/silence/" + id), "expired");
        assertThat(names(get("/alerts?silenced=false"))).containsExactly("Busy", "Slow");
        assertThat(
                        client.get(PREFIX + "/silence/00000000-0000-0000-0000-000000000000")
                                .statusCode())
                .isEqualTo(404);
    }

    private static void checkSilence(JsonNode silence, String state) {
        assertThat(fields(silence))
                .containsExactly(
                        "comment",
                        "createdBy",
                        "endsAt",
                        "id",
                        "matchers",
                        "startsAt",
                        "status",
                        "updatedAt");
        assertThat(silence.path("comment").asText()).isEqualTo("work");
        assertThat(silence.path("createdBy").asText()).isEqualTo("ada");
        assertThat(silence.at("/status/state").asText()).isEqualTo(state);
        for (String time : List.of("endsAt", "startsAt", "updatedAt")) {
            assertTime(silence.path(time));
        }
        JsonNode matcher = silence.path("matchers").path(0);
        assertThat(fields(matcher)).containsExactly("isEqual", "isRegex", "name", "value");
        assertThat(matcher.path("isEqual").asBoolean()).isTrue();
        assertThat(matcher.path("isRegex").isBoolean()).isTrue();
    }

    @Test
    void aRealVmalertEvaluatesAgainstItAndSendsItsAlertsHere() throws Exception {
        Path rules =
                Files.writeString(
                        folder.resolve("rules.yml"),
                        "groups: [{name: g, interval: 1s, rules: [{alert: FromVmalert, expr:"
                                + " vector(1)}]}]");
        int port = Peers.freePort();
        try (Peers.Peer _ =
                Peers.start(
                        folder,
                        "/-/healthy",
                        port,
                        List.of(
                                Peers.binary("vmalert").toString(),
                                "-rule=" + rules,
                                "-datasource.url=" + muninn.address(),
                                "-notifier.url=" + muninn.address(),
                                "-httpListenAddr=127.0.0.1:" + port))) {
            Await.until(
                    "the alert of vmalert",
                    Duration.ofSeconds(60),
                    () -> names(get("/alerts")).contains("FromVmalert"));
        }
    }
}
