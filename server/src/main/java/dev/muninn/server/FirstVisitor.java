package dev.muninn.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what the first browser and the first client do, so that the start cache knows their ways.
 */
final class FirstVisitor implements AutoCloseable {

    private static final String QUERY = "sum by (mode) (rate(node_cpu_seconds_total[10s]))";

    private static final List<String> PLACES =
            List.of(
                    "/",
                    "/-/ready",
                    "/metrics",
                    "/api/v1/labels",
                    "/api/v1/query?query=" + encoded(QUERY),
                    "/api/v1/query_range?start=0&end=60&step=5&query=" + encoded(QUERY));

    /** What a page sends: it introduces itself and asks for one view. */
    private static final List<String> FRAMES =
            List.of(
                    "{\"type\":\"hello\",\"id\":1}",
                    "{\"type\":\"sub\",\"id\":2,\"step\":1000,\"range\":60000,\"queries\":"
                            + "[{\"ref\":\"A\",\"expr\":\""
                            + QUERY
                            + "\"}]}");

    /** Welcome, consent, series, picture and a few ticks. */
    private static final int EXPECTED_FRAMES = 7;

    /** Long enough for a slow machine; then the visit ends, seen or not. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String address;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    FirstVisitor(String address) {
        this.address = address;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void look() throws IOException, InterruptedException {
        for (String place : PLACES) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + place)).timeout(PATIENCE).build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        }
        CountDownLatch frames = new CountDownLatch(EXPECTED_FRAMES);
        WebSocket socket =
                http.newWebSocketBuilder()
                        .subprotocols("muninn.live.v1+json")
                        .header("Origin", address)
                        .buildAsync(
                                URI.create(address.replaceFirst("http", "ws") + "/api/v1/live"),
                                new Counter(frames))
                        .join();
        for (String frame : FRAMES) {
            socket.sendText(frame, true).join();
        }
        boolean isSeen = frames.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        socket.abort();
        if (!isSeen) {
            throw new IOException("no live picture within " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** Counts whole text frames. */
    private record Counter(CountDownLatch frames) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean isLast) {
            if (isLast) {
                frames.countDown();
            }
            socket.request(1);
            return null;
        }
    }
}
