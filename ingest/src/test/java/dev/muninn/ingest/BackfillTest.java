package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {

    @TempDir private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final PushReceiver receiver = PushReceiver.remoteWrite(IngestOptions.defaults());
    private final HttpServer server;
    private int requests;

    /** From this request on the server is gone. */
    private int lastRequest = Integer.MAX_VALUE;

    BackfillTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/write",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    int status = 204;
                    if (++requests > lastRequest) {
                        status = 404;
                    } else {
                        receiver.receive(
                                new PushRequest(
                                        ByteBuffer.wrap(body), "application/x-protobuf", "snappy"),
                                store.session("import"));
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Backfill open(Path file) {
        return Backfill.open(
                file,
                Backfill.formatOf(file),
                folder.resolve("state"),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/write"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void sendsCommaSeparatedValues() throws Exception {
        Path file =
                write(
                        "data.csv",
                        """
                        timestamp,metric,value,room,note
                        1700000000,temperature,21.5,kitchen,"a, ""b\"""
                        2023-11-14T22:13:21Z,temperature,22,kitchen,"a, ""b\"""
                        1700000002000,temperature,1e1,hall,
                        """);
        try (Backfill backfill = open(file)) {
            assertThat(backfill.run((position, size, samples) -> {}).samples()).isEqualTo(3);
        }
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "temperature{note=\"a, \\\"b\\\"\", room=\"kitchen\"} 21.5 @1700000000000",
                        "temperature{note=\"a, \\\"b\\\"\", room=\"kitchen\"} 22.0 @1700000001000",
                        "temperature{room=\"hall\"} 10.0 @1700000002000");
    }

    @Test
    void sendsOpenMetricsOfAnyLengthAndGoesOnWhereItWas() throws Exception {
        StringBuilder text = new StringBuilder("# TYPE requests counter\n");
        for (int i = 0; i < 60_000; i++) {
            text.append("requests_total{i=\"").append(i % 100).append("\"} ").append(i);
            text.append(' ').append(1_700_000_000 + i).append('\n');
        }
        Path file = write("data.om", text.append("# EOF\n").toString());
        long[] reached = {0};
        try (Backfill backfill = open(file)) {
            assertThatThrownBy(
                            () ->
                                    backfill.run(
                                            (position, size, samples) -> {
                                                reached[0] = position;
                                                throw new IllegalStateException("power cut");
                                            }))
                    .hasMessage("power cut");
        }
        assertThat(reached[0]).isBetween(1L, Files.size(file) - 1);
        assertThat(folder.resolve("state")).hasContent(Long.toString(reached[0]));
        int before = requests;
        try (Backfill backfill = open(file)) {
            assertThat(backfill.run((position, size, samples) -> {}).samples()).isLessThan(60_000);
        }
        assertThat(requests).isGreaterThan(before);
        assertThat(StoredSamples.of(store)).hasSize(60_000);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void tellsWhatTheServerRefused() throws Exception {
        lastRequest = 0;
        Path file = write("data.csv", "metric,timestamp,value\na,1,1\n");
        try (Backfill backfill = open(file)) {
            Backfill.Outcome outcome = backfill.run((position, size, samples) -> {});
            assertThat(outcome.refusals()).isEqualTo(1);
            assertThat(outcome.firstRefusal()).startsWith("404");
        }
    }

    @Test
    void namesThePlaceThatIsBroken() throws Exception {
        Path file = write("data.csv", "metric,timestamp,value\na,1,1\nb,x,1\n");
        try (Backfill backfill = open(file)) {
            assertThatThrownBy(() -> backfill.run((position, size, samples) -> {}))
                    .isInstanceOf(MuninnException.class)
                    .hasMessage("row at byte 29 has \"x\" where a number should be");
        }
        Path headless = write("other.csv", "a,b\n1,2\n");
        assertThatThrownBy(() -> open(headless)).hasMessageContaining("no column metric");
        Path timeless = write("data.om", "a 1\n# EOF\n");
        try (Backfill backfill = open(timeless)) {
            assertThatThrownBy(() -> backfill.run((position, size, samples) -> {}))
                    .hasMessageContaining("has no timestamp");
        }
    }
}
