package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of a server that tells people is locked by somebody else. */
class AlertDatabaseIT {

    @TempDir private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private static int post(MuninnClient client, String alert) {
        String body = "[{\"labels\":{\"alertname\":\"%s\"}}]".formatted(alert);
        return client.post("/api/v2/alerts", "application/json", body.getBytes(UTF_8)).statusCode();
    }

    private void awaitTold(String alert) {
        await(alert + " to be told", () -> told.stream().anyMatch(body -> body.contains(alert)));
    }

    private static void await(String what, BooleanSupplier isSo) {
        Await.until(what, Duration.ofSeconds(90), isSo);
    }

    private static long lateRows(MuninnClient client) {
        return client.data("/api/v1/alerting/status", Map.of()).path("lateRows").asLong();
    }

    private Path database() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
        }
    }

    @Test
    void peopleAreToldAllTheSameAndTheRowsArriveLater() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        """
                        route: {receiver: hook, group_by: [alertname], group_wait: 0s}
                        receivers:
                          - name: hook
                            webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                        """
                                .formatted(receiver.getAddress().getPort()));
        try (MuninnProcess muninn =
                MuninnProcess.start(folder.resolve("data"), "--set", "alerting.config=" + config)) {
            MuninnClient client = muninn.client();
            assertThat(post(client, "Before")).isEqualTo(200);
            awaitTold("Before");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database());
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThat(post(client, "Meanwhile"))
                        .as("what is not kept is to be sent again")
                        .isEqualTo(503);
                awaitTold("Meanwhile");
                await("the server to say so", () -> lateRows(client) > 0);
                statement.execute("ROLLBACK");
            }
            assertThat(post(client, "Afterwards")).isEqualTo(200);
            awaitTold("Afterwards");
            await("the rows to be written", () -> lateRows(client) == 0);
            String history = client.get("/api/v1/alerting/history").body();
            assertThat(history).contains("Before", "Meanwhile", "Afterwards");
        }
    }
}
