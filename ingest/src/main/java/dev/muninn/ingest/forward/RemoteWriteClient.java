package dev.muninn.ingest.forward;

import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Sends requests of remote write 1.0 to one server, again where that helps. */
public final class RemoteWriteClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;

    /** Together half a minute: longer than a restart takes. */
    private static final long[] WAITS_MILLIS = {100, 300, 1_000, 3_000, 5_000, 10_000, 10_000};

    private final URI url;
    private final WriteRequestEncoder encoder = new WriteRequestEncoder(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    public RemoteWriteClient(URI url) {
        this.url = url;
    }

    /**
     * Sends a batch; says what the server refused of it, which sending again would not change, or
     * the empty text.
     *
     * @throws MuninnException of kind UNAVAILABLE if the server does not take it in half a minute
     */
    public String send(WriteBatch batch) throws IOException, InterruptedException {
        encoder.encode(batch);
        byte[] request = compressed(encoder.shard(0));
        String last = "does not answer";
        for (long wait : WAITS_MILLIS) {
            HttpResponse<String> answer = post(request);
            int status = answer == null ? 0 : answer.statusCode();
            if (answer != null && status / 100 == 2) {
                return "";
            }
            if (answer != null && status / 100 == 4 && status != TOO_MANY_REQUESTS) {
                return status + " " + answer.body().strip();
            }
            last = answer == null ? last : "answers " + status + " " + answer.body().strip();
            if (closed.await(wait, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new MuninnException(MuninnException.Kind.UNAVAILABLE, url + " " + last);
    }

    private @Nullable HttpResponse<String> post(byte[] request) throws InterruptedException {
        try {
            return post(http, url, request);
        } catch (IOException e) {
            return null;
        }
    }

    static HttpResponse<String> post(HttpClient http, URI url, byte[] request)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .header("User-Agent", "Muninn")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static byte[] compressed(ProtobufOutput request) throws IOException {
        byte[] compressed = new byte[Snappy.maxCompressedLength(request.length())];
        int length = Snappy.compress(request.bytes(), 0, request.length(), compressed, 0);
        return Arrays.copyOf(compressed, length);
    }

    @Override
    public void close() {
        closed.countDown();
        http.shutdownNow();
    }
}
