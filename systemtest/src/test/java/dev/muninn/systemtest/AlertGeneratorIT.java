package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What "Alert Generator Compliance Specification 1.0" of Prometheus says of GET /api/v1/rules and
 * GET /api/v1/alerts, against the packaged server.
 */
class AlertGeneratorIT {

    private static final String RULES =
            """
            groups:
              - name: all states
                interval: 1s
                rules:
                  - alert: Fires
                    expr: vector(4.25) > 1
                    labels: {severity: page}
                    annotations: {summary: 'it is {{ $value }}'}
                  - {alert: Waits, expr: vector(1), for: 90m}
                  - {alert: Sleeps, expr: vector(1) < 0}
                  - alert: Fails
                    expr: 'label_replace(vector(1), "a", "b", "", "") or vector(2)'
                    labels: {a: same}
              - name: never yet
                interval: 1d
                rules: [{alert: Later, expr: vector(1)}]
            """;

    @TempDir private Path folder;

    @Test
    void answersHaveAllThatTheSpecificationNames() throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yml"), RULES);
        try (MuninnProcess muninn =
                MuninnProcess.start(folder.resolve("data"), "--set", "rules.files=" + file)) {
            MuninnClient client = muninn.client();
            Await.until(
                    "all rules to be evaluated",
                    Duration.ofSeconds(30),
                    () -> rule(client, 3).path("health").asText().equals("err"));
            checkGroup(client);
            checkFiring(rule(client, 0));
            checkOthers(client);
            checkAlerts(client);
        }
    }

    private static JsonNode groups(MuninnClient client) {
        return client.data("/api/v1/rules", Map.of()).path("groups");
    }

    private static JsonNode rule(MuninnClient client, int number) {
        return groups(client).path(0).path("rules").path(number);
    }

    private static void checkGroup(MuninnClient client) {
        JsonNode group = groups(client).path(0);
        assertThat(group.path("name").asText()).isEqualTo("all states");
        assertThat(group.path("interval").isNumber()).isTrue();
        assertThat(group.path("interval").asDouble()).isEqualTo(1);
        assertThat(group.path("rules")).hasSize(4);
    }

    private static void checkFiring(JsonNode rule) {
        assertThat(rule.path("type").asText()).isEqualTo("alerting");
        assertThat(rule.path("name").asText()).isEqualTo("Fires");
        assertThat(rule.path("query").asText()).isEqualTo("vector(4.25) > 1");
        assertThat(rule.path("duration").isNumber()).isTrue();
        assertThat(rule.path("duration").asDouble()).isZero();
        assertThat(rule.path("labels")).hasToString("{\"severity\":\"page\"}");
        assertThat(rule.path("annotations")).hasToString("{\"summary\":\"it is {{ $value }}\"}");
        assertThat(Instant.parse(rule.path("lastEvaluation").asText()))
                .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(rule.path("evaluationTime").isNumber()).isTrue();
        assertThat(rule.path("health").asText()).isEqualTo("ok");
        assertThat(rule.path("lastError").asText()).isEmpty();
        assertThat(rule.path("state").asText()).isEqualTo("firing");
        assertThat(rule.path("alerts")).hasSize(1);
        checkAlert(rule.path("alerts").path(0));
    }

    private static void checkAlert(JsonNode alert) {
        assertThat(alert.path("state").asText()).isEqualTo("firing");
        assertThat(alert.path("value").isTextual()).isTrue();
        assertThat(alert.path("value").asDouble()).isEqualTo(4.25);
        assertThat(alert.path("labels"))
                .hasToString("{\"alertname\":\"Fires\",\"severity\":\"page\"}");
        assertThat(alert.path("annotations")).hasToString("{\"summary\":\"it is 4.25\"}");
        assertThat(Instant.parse(alert.path("activeAt").asText()))
                .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    private static void checkOthers(MuninnClient client) {
        JsonNode waits = rule(client, 1);
        assertThat(waits.path("state").asText()).isEqualTo("pending");
        assertThat(waits.path("duration").asDouble()).isEqualTo(5_400);
        assertThat(waits.path("alerts").path(0).path("state").asText()).isEqualTo("pending");
        JsonNode sleeps = rule(client, 2);
        assertThat(sleeps.path("state").asText()).isEqualTo("inactive");
        assertThat(sleeps.path("alerts").isArray()).isTrue();
        assertThat(sleeps.path("alerts")).isEmpty();
        JsonNode fails = rule(client, 3);
        assertThat(fails.path("health").asText()).isEqualTo("err");
        assertThat(fails.path("lastError").asText()).isNotEmpty();
        assertThat(groups(client).path(1).path("rules").path(0).path("health").asText())
                .isIn(List.of("unknown", "ok"));
    }

    /** The alerts are those of the rules, all of them. */
    private static void checkAlerts(MuninnClient client) {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : client.data("/api/v1/alerts", Map.of()).path("alerts")) {
            String name = alert.at("/labels/alertname").asText();
            names.add(name);
            if (name.equals("Fires")) {
                checkAlert(alert);
            }
        }
        assertThat(names).contains("Fires", "Waits").doesNotContain("Sleeps", "Fails");
    }
}
