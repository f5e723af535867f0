package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of rules arrive at a real Alertmanager, also after it was away. */
class ForwardIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir private Path folder;

    private Peers.Peer alertmanager(int port) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        "route: {receiver: none}\nreceivers: [{name: none}]\n");
        List<String> command =
                List.of(
                        Peers.binary("prometheus-alertmanager").toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port);
        try {
            return Peers.start(folder, "/-/ready", port, command);
        } catch (AssertionError e) {
            Path log = folder.resolve("prometheus-alertmanager.log");
            // Debian's build reads its own templates from a fixed place.
            Assumptions.assumeFalse(
                    Files.readString(log).contains("default.tmpl: no such file"),
                    "skipped: this Alertmanager is not installed with its templates");
            throw e;
        }
    }

    private JsonNode alertsOf(int port) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                        .build();
        try {
            return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void alertsArriveAtAnAlertmanagerThatWasAwayAtFirst() throws Exception {
        Peers.binary("prometheus-alertmanager");
        int port = Peers.freePort();
        Path rules =
                Files.writeString(
                        folder.resolve("rules.yml"),
                        "groups: [{name: g, interval: 1s, rules: [{alert: FromMuninn, expr:"
                                + " vector(7), annotations: {summary: 'at {{ $value }}'}}]}]");
        Path prometheus =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {external_labels: {site: north, replica: a}}
                        alerting:
                          alert_relabel_configs: [{regex: replica, action: labeldrop}]
                          alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]
                        """
                                .formatted(port));
        try (MuninnProcess muninn =
                MuninnProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "rules.files=" + rules,
                        "--set",
                        "alerting.forward-config=" + prometheus)) {
            Await.until(
                    "an attempt that fails",
                    Duration.ofSeconds(60),
                    () -> muninn.output().contains("takes no alerts"));
            try (Peers.Peer _ = alertmanager(port)) {
                Await.until(
                        "the alert at the Alertmanager",
                        Duration.ofSeconds(90),
                        () -> !alertsOf(port).isEmpty());
                JsonNode alert = alertsOf(port).path(0);
                assertThat(alert.path("labels").toString())
                        .isEqualTo("{\"alertname\":\"FromMuninn\",\"site\":\"north\"}");
                assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("at 7");
            }
        }
    }
}
