package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.alert.options.ForwardOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertForwarderTest {

    private final ManualClock clock = new ManualClock(1_000_000);
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private HttpServer server;

    @TempDir private Path folder;

    @BeforeEach
    void receive() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/v2/alerts",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    received.add(new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static Alert alert(String name, Alert.State state) {
        return new Alert(
                Labels.of("alertname", name, "replica", "1"),
                Map.of(),
                state,
                500_000,
                600_000,
                0,
                state == Alert.State.RESOLVED ? 900_000 : 0,
                1);
    }

    /** Drops the alerts of the name Noise, and the label replica of the others. */
    private static AlertForwarder.Relabeling relabeling(String list) {
        return labels ->
                list.equals("[]")
                        ? Optional.of(labels)
                        : labels.get("alertname").equals("Noise")
                                ? Optional.empty()
                                : Optional.of(labels.without(List.of("replica")));
    }

    @Test
    void tellsEachAlertmanagerOnceWithExternalLabelsAndRelabelling() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {external_labels: {site: north, alertname: never}}
                        alerting:
                          alert_relabel_configs: [{regex: replica, action: labeldrop}]
                          alertmanagers: [{static_configs: [{targets: ['%s', '%s']}]}]
                        """
                                .formatted(address(), address()));
        ForwardOptions options =
                new ForwardOptions(config.toString(), List.of("http://" + address() + "/"));
        try (AlertForwarder forwarder =
                AlertForwarder.open(options, (where, list) -> relabeling(list), clock)) {
            forwarder.accept(
                    List.of(
                            alert("Pending", Alert.State.PENDING),
                            alert("Noise", Alert.State.FIRING),
                            alert("Busy", Alert.State.FIRING),
                            alert("Over", Alert.State.RESOLVED)),
                    "http://muninn/graph",
                    240_000);
            assertThat(received.poll(60, TimeUnit.SECONDS))
                    .isEqualTo(
                            "[{\"labels\":{\"alertname\":\"Busy\",\"site\":\"north\"},\"annotations\":{},"
                                    + "\"startsAt\":\"1970-01-01T00:10:00Z\",\"endsAt\":\"1970-01-01T00:20:40Z\","
                                    + "\"generatorURL\":\"http://muninn/graph\"},"
                                    + "{\"labels\":{\"alertname\":\"Over\",\"site\":\"north\"},\"annotations\":{},"
                                    + "\"startsAt\":\"1970-01-01T00:10:00Z\",\"endsAt\":\"1970-01-01T00:15:00Z\","
                                    + "\"generatorURL\":\"http://muninn/graph\"}]");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void saysHowAnAddressIsWritten() {
        assertThatThrownBy(
                        () ->
                                AlertForwarder.open(
                                        new ForwardOptions("", List.of("am:9093")),
                                        (where, list) -> relabeling(list),
                                        clock))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("alerting.alertmanagers has \"am:9093\"");
    }
}
