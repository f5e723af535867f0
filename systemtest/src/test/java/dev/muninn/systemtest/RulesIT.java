package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule files of Prometheus, unchanged, against the figures of this machine. */
class RulesIT {

    private static final String RULES =
            """
            groups:
              - name: host
                interval: 1s
                rules:
                  - record: instance:cpus:count
                    expr: count without (cpu, mode) (node_cpu_seconds_total{mode="idle"})
                  - alert: HasCpus
                    expr: instance:cpus:count > 0
                    labels: {severity: info}
                    annotations:
                      summary: '{{ $labels.instance }} has {{ $value }} CPUs'
                  - alert: NeverFires
                    expr: instance:cpus:count < 0
                    for: 5m
            """;

    @TempDir private Path folder;

    @Test
    void recordsAndFires() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        try (MuninnProcess muninn =
                MuninnProcess.start(folder.resolve("data"), "--set", "rules.files=" + rules)) {
            MuninnClient client = muninn.client();
            Await.until(
                    "the alert to fire",
                    Duration.ofSeconds(30),
                    () ->
                            !client.queryNow("ALERTS{alertname=\"HasCpus\"}")
                                    .path("result")
                                    .isEmpty());
            JsonNode alert = client.data("/api/v1/alerts", Map.of()).path("alerts").path(0);
            assertThat(alert.path("state").asText()).isEqualTo("firing");
            assertThat(alert.path("annotations").path("summary").asText()).contains(" CPUs");
            assertThat(client.queryNow("instance:cpus:count").path("result")).hasSize(1);
            JsonNode group =
                    client.data("/api/v1/rules", Map.of("type", "alert")).path("groups").path(0);
            assertThat(group.path("name").asText()).isEqualTo("host");
            assertThat(group.path("rules")).hasSize(2);
            assertThat(group.path("rules").path(0).path("health").asText()).isEqualTo("ok");
            assertThat(group.path("rules").path(1).path("state").asText()).isEqualTo("inactive");
        }
    }

    @Test
    void refusesToStartWithAWrongRuleAndSaysWhere() throws Exception {
        Path rules =
                Files.writeString(
                        folder.resolve("rules.yml"),
                        "groups:\n  - name: a\n    rules:\n      - record: x\n        expr: sum(\n");
        MuninnProcess muninn =
                MuninnProcess.launch(folder.resolve("data"), "--set", "rules.files=" + rules);
        assertThat(muninn.awaitEnd(Duration.ofSeconds(60))).isNotZero();
        assertThat(muninn.output()).contains("rules.yml:5:15").contains("parse error");
    }

    @Test
    void aSavedRuleIsEvaluatedAtOnceAndAfterAKill() throws Exception {
        Path data = folder.resolve("data");
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            MuninnClient client = muninn.client();
            String body =
                    """
                    {"author": "Ada", "group": {"interval": "1s", "rules": [
                      {"alert": "HasCpus", "expr": "node_load1 >= 0"},
                      {"record": "paused:cpus", "expr": "vector(1)", "paused": true}]}}
                    """;
            HttpResponse<String> saved =
                    client.send(
                            client.request("/api/v1/rules/groups/Test/mine")
                                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                                    .build());
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
            awaitFiring(client);
            muninn.kill();
        }
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            MuninnClient client = muninn.client();
            awaitFiring(client);
            JsonNode group =
                    client.data("/api/v1/rules", Map.of("rule_group[]", "mine"))
                            .path("groups")
                            .path(0);
            assertThat(group.path("origin").asText()).isEqualTo("saved");
            assertThat(group.path("file").asText()).isEqualTo("saved/Test");
            assertThat(group.path("rules")).hasSize(1);
        }
    }

    private static void awaitFiring(MuninnClient client) {
        Await.until(
                "the alert to fire",
                Duration.ofSeconds(30),
                () ->
                        client.data("/api/v1/alerts", Map.of())
                                .path("alerts")
                                .path(0)
                                .path("state")
                                .asText()
                                .equals("firing"));
    }
}
