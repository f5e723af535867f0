package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server as an Alertmanager: for amtool and for a real Prometheus. */
class AlertmanagerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<JsonNode> told = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;

    @TempDir private Path folder;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    told.add(JSON.readTree(body));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private MuninnProcess start(String... more) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        """
                        route: {receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s}
                        receivers:
                          - name: hook
                            webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                        """
                                .formatted(receiver.getAddress().getPort()));
        List<String> arguments = new ArrayList<>(List.of("--set", "alerting.config=" + config));
        arguments.addAll(List.of(more));
        return MuninnProcess.start(folder.resolve("data"), arguments.toArray(String[]::new));
    }

    private Set<String> toldNames() {
        Set<String> names = new TreeSet<>();
        for (JsonNode message : told) {
            for (JsonNode alert : message.path("alerts")) {
                names.add(alert.path("labels").path("alertname").asText());
            }
        }
        return names;
    }

    private String amtool(MuninnProcess muninn, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Peers.binary("amtool").toString(),
                                "--alertmanager.url=" + muninn.address()));
        command.addAll(List.of(arguments));
        return Peers.output(command);
    }

    @Test
    void amtoolWorksAgainstIt() throws Exception {
        try (MuninnProcess muninn = start()) {
            amtool(muninn, "alert", "add", "Busy", "host=a", "--annotation=summary=much");
            Await.until("the webhook", Duration.ofSeconds(60), () -> toldNames().contains("Busy"));
            assertThat(amtool(muninn, "alert", "query", "host=a")).contains("Busy", "much");
            String added =
                    amtool(muninn, "silence", "add", "alertname=Busy", "--comment=work").strip();
            String id = added.substring(added.lastIndexOf('\n') + 1);
            assertThat(amtool(muninn, "silence", "query")).contains(id, "work");
            assertThat(amtool(muninn, "alert", "query")).doesNotContain("Busy");
            assertThat(amtool(muninn, "alert", "query", "--silenced")).contains("Busy");
            amtool(muninn, "silence", "expire", id);
            assertThat(amtool(muninn, "alert", "query")).contains("Busy");
            Path silences =
                    Files.writeString(
                            folder.resolve("silences.json"),
                            """
                            [{"matchers": [{"name": "alertname", "value": "Bu.*", "isRegex": true}],
                              "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z",
                              "createdBy": "ada", "comment": "imported"}]
                            """);
            amtool(muninn, "silence", "import", silences.toString());
            assertThat(amtool(muninn, "silence", "query")).contains("imported");
            assertThat(amtool(muninn, "alert", "query")).doesNotContain("Busy");
            assertThat(amtool(muninn, "config", "show")).contains("receiver: hook");
            assertThat(amtool(muninn, "cluster", "show")).contains("disabled");
        }
    }

    @Test
    void aRealPrometheusSendsItsAlertsHere() throws Exception {
        try (MuninnProcess muninn = start()) {
            Files.writeString(
                    folder.resolve("rules.yml"),
                    "groups: [{name: g, rules: [{alert: FromPrometheus, expr: vector(1)}]}]");
            String config =
                    """
                    global: {evaluation_interval: 1s}
                    rule_files: [rules.yml]
                    alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
                    """
                            .formatted(muninn.address().replace("http://", ""));
            try (Peers.Peer _ = Peers.prometheus(folder, config, "--rules.alert.resend-delay=2s")) {
                Await.until(
                        "the alert of Prometheus",
                        Duration.ofSeconds(60),
                        () -> toldNames().contains("FromPrometheus"));
            }
        }
    }

    /** Rules of both kinds in all the states there are. */
    private static final String RULES =
            """
            groups:
              - name: all states
                interval: 1s
                limit: 7
                labels: {team: shop}
                rules:
                  - {record: 'job:up:sum', expr: 'sum by (job) (vector(2))', labels: {a: b}}
                  - alert: Fires
                    expr: vector(4.25) > 1
                    keep_firing_for: 5m
                    labels: {severity: page, shown: 'is {{ $value }}'}
                    annotations: {summary: 'it is {{ $value | humanize }}'}
                  - {alert: Waits, expr: vector(1), for: 90m}
                  - {alert: Sleeps, expr: vector(1) < 0, annotations: {summary: none}}
                  - {record: fails, expr: 'vector(1) or label_replace(vector(1), "a", "b", "", "")'}
              - {name: without rules, rules: []}
            """;

    @Test
    void rulesAreShownAsPrometheusShowsThem() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        String config = "global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\n";
        try (MuninnProcess muninn =
                        start("--set", "rules.files=" + rules, "--set", "rules.first-packs=");
                Peers.Peer prometheus = Peers.prometheus(folder, config)) {
            MuninnClient theirs = new MuninnClient(prometheus.address());
            for (MuninnClient client : List.of(muninn.client(), theirs)) {
                Await.until(
                        "all rules to be evaluated",
                        Duration.ofSeconds(60),
                        () -> {
                            String shown = rules(client).toString();
                            return shown.contains("pending") && !shown.contains("unknown");
                        });
            }
            assertThat(normal(rules(muninn.client()))).isEqualTo(normal(rules(theirs)));
        }
    }

    private static JsonNode rules(MuninnClient client) {
        return client.data("/api/v1/rules", Map.of()).path("groups");
    }

    /** Without times, the folder of the file, and what only one of the two says. */
    private static JsonNode normal(JsonNode tree) {
        for (JsonNode child : tree) {
            var _ = normal(child);
        }
        if (tree instanceof ObjectNode object) {
            object.remove(
                    List.of("lastEvaluation", "evaluationTime", "activeAt", "file", "origin"));
        }
        return tree;
    }
}
