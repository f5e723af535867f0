package dev.muninn.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A storm of alerts and the receiver that is told of it, so that the start cache knows how people
 * are told: a storm comes when nobody has told anything for days.
 */
final class FirstAlerts implements AutoCloseable {

    /** Enough calls for the JVM to note what happens in them. */
    private static final int POSTS = 60;

    private static final int ALERTS_PER_POST = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch missing = new CountDownLatch(POSTS * ALERTS_PER_POST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer receiver;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private FirstAlerts(HttpServer receiver) {
        this.receiver = receiver;
    }

    /** Begins to listen. */
    static FirstAlerts open() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        FirstAlerts alerts = new FirstAlerts(HttpServer.create(anyPort, 0));
        alerts.receiver.createContext("/", alerts::hear);
        alerts.receiver.setExecutor(alerts.threads);
        alerts.receiver.start();
        return alerts;
    }

    private void hear(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        missing.countDown();
    }

    /** An {@code alertmanager.yml} by which the receiver is told of each alert alone. */
    String routing() {
        return """
               route: {receiver: hook, group_by: [alertname], group_wait: 0s}
               receivers:
                 - {name: hook, webhook_configs: [{url: 'http://127.0.0.1:%d/'}]}
               """
                .formatted(receiver.getAddress().getPort());
    }

    /** Posts all alerts to a server, and waits until the receiver was told of them. */
    void storm(String address) throws IOException, InterruptedException {
        URI place = URI.create(address + "/api/v2/alerts");
        for (int i = 0; i < POSTS; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(place)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body(i * ALERTS_PER_POST)))
                            .build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("posted alerts were answered with " + status);
            }
        }
        if (!missing.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(
                    missing.getCount()
                            + " alerts were not told within "
                            + PATIENCE.toSeconds()
                            + " s");
        }
    }

    private static String body(int first) {
        StringBuilder body = new StringBuilder("[");
        for (int i = first; i < first + ALERTS_PER_POST; i++) {
            body.append(i == first ? "" : ",");
            body.append("{\"labels\":{\"alertname\":\"WarmUp").append(i);
            body.append("\",\"severity\":\"warning\",\"instance\":\"host-").append(i);
            body.append(".example.org:9100\"},\"annotations\":{\"summary\":\"too much on host ");
            body.append(i).append("\"},\"generatorURL\":\"http://127.0.0.1/graph\"}");
        }
        return body.append(']').toString();
    }

    @Override
    public void close() {
        receiver.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
        http.close();
    }
}
