package dev.muninn.web.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.model.Labels;
import dev.muninn.web.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleRoutesTest {

    private static final Rule.Alerting BUSY =
            new Rule.Alerting(
                    "Busy",
                    "load > 5",
                    Duration.ofMinutes(5),
                    Duration.ZERO,
                    Map.of("severity", "page"),
                    Map.of("summary", "{{ $value }}"));

    private static final Rule.Recording DOUBLE =
            new Rule.Recording("load:double", "load * 2", Map.of());

    private static GroupStatus group() {
        return group("hosts");
    }

    private static GroupStatus group(String name) {
        Alert alert =
                new Alert(
                        Labels.of("alertname", "Busy", "host", "a"),
                        Map.of("summary", "42.5"),
                        Alert.State.FIRING,
                        60_000,
                        360_000,
                        0,
                        0,
                        42.5);
        return new GroupStatus(
                new RuleGroup(
                        "rules.yml",
                        name,
                        Duration.ofSeconds(15),
                        0,
                        Duration.ZERO,
                        List.of(BUSY, DOUBLE)),
                400_000,
                2_000_000,
                0,
                List.of(
                        new RuleStatus(
                                BUSY, RuleStatus.Health.OK, "", 400_000, 1_000_000, List.of(alert)),
                        new RuleStatus(
                                DOUBLE, RuleStatus.Health.ERROR, "no", 400_000, 0, List.of())));
    }

    @Test
    void tellsRulesInPrometheusShape() throws Exception {
        try (TestServer server = new TestServer()) {
            server.rules = List.of(group());
            assertThat(server.get("/api/v1/rules").body())
                    .contains("\"name\":\"hosts\",\"file\":\"rules.yml\"")
                    .contains("\"interval\":15,\"limit\":0,\"evaluationTime\":0.002")
                    .contains("\"state\":\"firing\",\"name\":\"Busy\",\"query\":\"load > 5\"")
                    .contains("\"duration\":300,\"keepFiringFor\":0")
                    .contains("\"value\":\"4.25e+01\"")
                    .contains("\"health\":\"err\",\"lastError\":\"no\"")
                    .contains("\"type\":\"recording\"");
        }
    }

    @Test
    void choosesRulesByTypeAndName() throws Exception {
        try (TestServer server = new TestServer()) {
            server.rules = List.of(group());
            assertThat(server.get("/api/v1/rules?type=record").body())
                    .contains("load:double")
                    .doesNotContain("Busy");
            assertThat(server.get("/api/v1/rules?rule_name%5B%5D=nothing").body())
                    .endsWith("{\"groups\":[]}}");
        }
    }

    @Test
    void choosesRulesByTheirLabelsAndLeavesAlertsOut() throws Exception {
        try (TestServer server = new TestServer()) {
            server.rules = List.of(group());
            assertThat(server.get("/api/v1/rules?match%5B%5D=%7Bseverity%3D%22page%22%7D").body())
                    .contains("Busy")
                    .doesNotContain("load:double");
            assertThat(server.get("/api/v1/rules?exclude_alerts=T&type=ALERT").body())
                    .contains("\"alerts\":null");
            assertThat(server.get("/api/v1/rules?exclude_alerts=yes").statusCode()).isEqualTo(400);
            assertThat(server.get("/api/v1/rules?type=wrong").statusCode()).isEqualTo(400);
            assertThat(server.get("/api/v1/rules?match%5B%5D=%7B").body()).contains("match[]");
        }
    }

    @Test
    void givesGroupsInPages() throws Exception {
        try (TestServer server = new TestServer()) {
            server.rules = List.of(group("a"), group("b"), group("c"));
            String first = server.get("/api/v1/rules?group_limit=2").body();
            assertThat(first).contains("\"name\":\"a\"", "\"name\":\"b\"");
            assertThat(first).doesNotContain("\"name\":\"c\"");
            // As `printf 'rules.yml;c' | sha1sum` gives it, which is Prometheus' token.
            String token = first.replaceAll("(?s).*\"groupNextToken\":\"([0-9a-f]{40})\".*", "$1");
            assertThat(token).isEqualTo("7df9627e690ae92a8d728a850580efdce4185090");
            String second =
                    server.get("/api/v1/rules?group_limit=2&group_next_token=" + token).body();
            assertThat(second)
                    .contains("\"name\":\"c\"")
                    .doesNotContain("groupNextToken", "\"name\":\"a\"");
            assertThat(server.get("/api/v1/rules?group_limit=2&group_next_token=x").body())
                    .contains("were rule groups changed?");
            assertThat(server.get("/api/v1/rules?group_next_token=" + token).statusCode())
                    .isEqualTo(400);
            assertThat(server.get("/api/v1/rules?group_limit=-1").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void tellsAlertsWithTheirTexts() throws Exception {
        try (TestServer server = new TestServer()) {
            server.rules = List.of(group());
            assertThat(server.get("/api/v1/alerts").body())
                    .contains("\"labels\":{\"alertname\":\"Busy\",\"host\":\"a\"}")
                    .contains("\"annotations\":{\"summary\":\"42.5\"}")
                    .contains("\"activeAt\":\"1970-01-01T00:01:00Z\"");
        }
    }
}
