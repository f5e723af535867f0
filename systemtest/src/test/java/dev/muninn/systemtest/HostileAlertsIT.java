package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to harm the alerting of a server with little memory; it goes on all the same. */
class HostileAlertsIT {

    private static final String ALERTS = "/api/v2/alerts";

    /** Small in writing, a hundred million steps when compiled. */
    private static final String PATTERN = "(((a{100}){100}){100}){100}";

    @TempDir private static Path data;

    private static MuninnProcess muninn;

    @BeforeAll
    static void start() {
        muninn =
                MuninnProcess.startWith(
                        Map.of("MUNINN_JAVA_OPTS", "-Xmx256m -XX:+ExitOnOutOfMemoryError"),
                        data,
                        "--set",
                        "web.max-body-bytes=64MiB",
                        "--set",
                        "collect.host=false");
    }

    @AfterAll
    static void stop() {
        muninn.close();
    }

    @AfterEach
    void takesAlertsAfterwards() {
        assertThat(post(ALERTS, "[{\"labels\":{\"alertname\":\"Good\"}}]").statusCode())
                .isEqualTo(200);
        assertThat(muninn.client().get(ALERTS + "?filter=alertname%3DGood").body())
                .contains("\"alertname\":\"Good\"");
    }

    private static HttpResponse<String> post(String path, String body) {
        return muninn.client().post(path, "application/json", body.getBytes(UTF_8));
    }

    private static String alerts(int count) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"labels\":{\"alertname\":\"A\",\"n\":\"")
                    .append(i)
                    .append("\"}}");
        }
        return body.append(']').toString();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void refusesAMillionAlertsAtOnceAndSaysHowToSendThem() {
        assertRefused(
                post(ALERTS, alerts(1_000_000)),
                413,
                "the request has more than 100000 alerts: send them in several");
        assertThat(muninn.client().get(ALERTS + "?filter=alertname%3DA").body()).isEqualTo("[]");
    }

    @Test
    void refusesLabelsOfTenMegabytes() {
        String label = "x".repeat(10_000_000);
        assertRefused(
                post(ALERTS, "[{\"labels\":{\"alertname\":\"%s\"}}]".formatted(label)),
                400,
                "have 10000009 characters, limit 65536: shorten them");
        assertRefused(
                post(ALERTS, "[{\"labels\":{\"%s\":\"a\"}}]".formatted(label)), 400, "is no JSON");
    }

    @Test
    void refusesPatternsThatAreLargeWhenCompiled() {
        String matcher = URLEncoder.encode("a=~\"" + PATTERN + "\"", UTF_8);
        String silence =
                """
                {"matchers":[{"name":"a","value":"%s","isRegex":true}],"startsAt":"2026-01-01T00:00:00Z",
                 "endsAt":"2099-01-01T00:00:00Z","createdBy":"me","comment":"work"}
                """
                        .formatted(PATTERN);
        String reason = "use smaller repetitions";
        assertThat(post("/api/v2/silences", silence).body()).contains(reason);
        assertThat(muninn.client().get(ALERTS + "?filter=" + matcher).body()).contains(reason);
        assertThat(muninn.client().get("/api/v1/alerting/silence-preview?filter=" + matcher).body())
                .contains(reason);
        assertThat(muninn.client().get("/api/v1/query?query=%7B" + matcher + "%7D").body())
                .contains(reason);
    }

    @Test
    void refusesTreesWithoutEnd() {
        assertThat(post(ALERTS, "[".repeat(5_000_000)).statusCode()).isEqualTo(400);
        assertThat(post("/api/v2/silences", "{\"a\":".repeat(2_000_000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTemplateThatDoesNotEndSaysSoAndTheOthersGoOn() {
        String group =
                """
                {"version":0,"author":"eve","group":{"interval":"1s","rules":[
                  {"alert":"Bomb","expr":"vector(1)","annotations":{
                     "summary":"{{ range 90000 }}{{ range 90000 }}{{ end }}{{ end }}",
                     "text":"{{ $x := \\"0123456789\\" }}{{ range 60 }}{{ $x = printf \\"%s%s\\" $x $x }}{{ end }}"}},
                  {"alert":"Calm","expr":"vector(1)","annotations":{"summary":"all is {{ $value }}"}}]}}
                """;
        MuninnClient client = muninn.client();
        HttpResponse<String> saved =
                client.send(
                        client.request("/api/v1/rules/groups/f/bombs")
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(group))
                                .build());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        Await.until(
                "both alerts",
                Duration.ofSeconds(30),
                () -> {
                    String shown = muninn.client().get(ALERTS).body();
                    return shown.contains("all is 1")
                            && shown.contains("runs for more than 100000 steps")
                            && shown.contains("gives more than 1048576 characters");
                });
    }
}
