package dev.muninn.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.xerial.snappy.Snappy;

/**
 * Does what the first agents do: remote write of the same series again and again, in both versions
 * of it, so that the start cache knows how samples come in and which ways are taken often.
 */
final class FirstSender implements AutoCloseable {

    /** Enough calls for the JVM to note what happens in them; of each version as many. */
    private static final int ROUNDS = 400;

    private static final long STEP_MILLIS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final FirstMessages messages = new FirstMessages();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    FirstSender(String address) {
        this.address = URI.create(address + "/api/v1/write");
    }

    /**
     * Sends until enough is sent.
     *
     * @param nowMillis time of the newest sample
     */
    void send(long nowMillis) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long time = nowMillis - (ROUNDS - round) * STEP_MILLIS;
            post("application/x-protobuf", messages.first(time, round));
            post(
                    "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                    messages.second(time + STEP_MILLIS / 2, round));
        }
    }

    private void post(String contentType, byte[] message) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", contentType)
                        .header("Content-Encoding", "snappy")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(message)))
                        .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("remote write was answered with " + status);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
