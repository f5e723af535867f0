package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a group with a long interval, one of which is evaluated when its samples come. */
class OnSampleIT {

    private static final int INTERVAL_MILLIS = 6_000;

    private static final String RULES =
            """
            groups:
              - name: levels
                interval: %dms
                rules:
                  - alert: AtOnce
                    expr: level > 5
                    annotations: {muninn_evaluate: on-sample, summary: 'level is {{ $value }}'}
                  - alert: OnSchedule
                    expr: level > 5
            """
                    .formatted(INTERVAL_MILLIS);

    @TempDir private Path folder;

    @Test
    void firesBetweenTheTimesOfItsGroupAndIsThereAfterAKill() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        String option = "rules.files=" + rules;
        Path data = folder.resolve("data");
        long activeAt;
        try (MuninnProcess muninn = MuninnProcess.start(data, "--set", option)) {
            MuninnClient client = muninn.client();
            awaitNextRun(client);
            awaitNextRun(client);
            write(client, 9);
            Await.until(
                    "both rules to fire", Duration.ofSeconds(60), () -> alerts(client).size() == 2);
            JsonNode alerts = alerts(client);
            activeAt = activeAt(alerts, "AtOnce");
            long onSchedule = activeAt(alerts, "OnSchedule");
            assertThat(activeAt).isLessThan(onSchedule);
            assertThat((onSchedule - lastRun(client)) % INTERVAL_MILLIS).isZero();
            JsonNode rule = group(client).path("rules").path(0);
            assertThat(rule.at("/annotations/muninn_evaluate").asText()).isEqualTo("on-sample");
            JsonNode annotations = rule.path("alerts").path(0).path("annotations");
            assertThat(annotations.path("summary").asText()).isEqualTo("level is 9");
            assertThat(annotations.has("muninn_evaluate")).isFalse();
            Await.until(
                    "the log to tell of it",
                    Duration.ofSeconds(60),
                    () -> muninn.output().contains("AtOnce"));
            muninn.kill();
        }
        try (MuninnProcess muninn = MuninnProcess.start(data, "--set", option)) {
            MuninnClient client = muninn.client();
            Await.until(
                    "the alert to go on",
                    Duration.ofSeconds(60),
                    () -> activeAt(alerts(client), "AtOnce") == activeAt);
            awaitNextRun(client);
            awaitNextRun(client);
            write(client, 1);
            Await.until(
                    "the alerts to end", Duration.ofSeconds(60), () -> alerts(client).isEmpty());
        }
    }

    private static void write(MuninnClient client, int value) {
        byte[] line = ("level value=" + value).getBytes(StandardCharsets.UTF_8);
        assertThat(client.post("/write", "text/plain", line).statusCode()).isEqualTo(204);
    }

    private static JsonNode alerts(MuninnClient client) {
        return client.data("/api/v1/alerts", Map.of()).path("alerts");
    }

    /** In milliseconds; 0 if there is no such alert. */
    private static long activeAt(JsonNode alerts, String name) {
        for (JsonNode alert : alerts) {
            if (alert.at("/labels/alertname").asText().equals(name)) {
                return millis(alert.path("activeAt"));
            }
        }
        return 0;
    }

    private static long millis(JsonNode time) {
        return Instant.parse(time.asText()).toEpochMilli();
    }

    private static JsonNode group(MuninnClient client) {
        return client.data("/api/v1/rules", Map.of("rule_group[]", "levels"))
                .path("groups")
                .path(0);
    }

    private static long lastRun(MuninnClient client) {
        return millis(group(client).path("lastEvaluation"));
    }

    private static void awaitNextRun(MuninnClient client) {
        long before = lastRun(client);
        Await.until(
                "the group to be evaluated",
                Duration.ofSeconds(60),
                () -> lastRun(client) != before);
    }
}
