package dev.muninn.server;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * Does what the first agents do: remote write of the same series again and again, so that the start
 * cache knows how samples come in and which ways through the code are taken often.
 */
final class FirstSender implements AutoCloseable {

    /** Enough calls for the JVM to note what happens in them. */
    private static final int REQUESTS = 400;

    private static final int SERIES = 400;

    private static final long STEP_MILLIS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The longest literal that Snappy's tag with two bytes of length holds. */
    private static final int LITERAL = 1 << 16;

    private static final int LITERAL_TAG = 61 << 2;

    private final URI address;
    private final byte[][] labels = new byte[SERIES][];
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    FirstSender(String address) {
        this.address = URI.create(address + "/api/v1/write");
        for (int i = 0; i < SERIES; i++) {
            labels[i] =
                    LabelBytes.encode(
                            Labels.of(
                                    Labels.METRIC_NAME,
                                    "muninn_warm_up_total",
                                    "instance",
                                    "host-" + i / 100 + ".example.org:9100",
                                    "job",
                                    "warm-up",
                                    "slot",
                                    "slot-" + i));
        }
    }

    /**
     * Sends until enough is sent.
     *
     * @param nowMillis time of the newest sample
     */
    void send(long nowMillis) throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            byte[] body = literal(message(nowMillis - (REQUESTS - i) * STEP_MILLIS, i));
            HttpRequest request =
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/x-protobuf")
                            .header("Content-Encoding", "snappy")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException("remote write was answered with " + status);
            }
        }
    }

    /** A remote write 1.0 request with one sample of each series. */
    private byte[] message(long timeMillis, int round) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        for (int i = 0; i < SERIES; i++) {
            sample.reset();
            sample.write(1 << 3 | 1);
            double value = round * (1 + i % 7) + (i % 3 == 0 ? Math.sqrt(i) : 0);
            sample.writeBytes(
                    ByteBuffer.allocate(Double.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putDouble(value)
                            .array());
            sample.write(2 << 3);
            varint(timeMillis, sample);
            request.write(1 << 3 | 2);
            varint(labels[i].length + 2 + sample.size(), request);
            request.writeBytes(labels[i]);
            request.write(2 << 3 | 2);
            varint(sample.size(), request);
            request.writeBytes(sample.toByteArray());
        }
        return request.toByteArray();
    }

    /** Snappy's block format without any compression. */
    private static byte[] literal(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(bytes.length, out);
        for (int at = 0; at < bytes.length; at += LITERAL) {
            int length = Math.min(LITERAL, bytes.length - at);
            out.write(LITERAL_TAG);
            out.write(length - 1);
            out.write(length - 1 >>> 8);
            out.write(bytes, at, length);
        }
        return out.toByteArray();
    }

    private static void varint(long value, ByteArrayOutputStream out) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
