package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleForwarderTest {

    private static final NativeHistogram HISTOGRAM =
            new NativeHistogram(
                    NativeHistogram.ResetHint.UNKNOWN,
                    1,
                    0.001,
                    2,
                    5,
                    7.5,
                    new int[] {0, 2},
                    new double[] {1, 2},
                    new int[0],
                    new double[0],
                    new double[0]);

    @TempDir private Path folder;

    private final MemoryStore here = new MemoryStore();
    private final MemoryStore there = new MemoryStore();
    private final PushReceiver receiver = PushReceiver.remoteWrite(IngestOptions.defaults());
    private final AtomicInteger failures = new AtomicInteger();
    private final LinkedBlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final HttpServer server;

    SampleForwarderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/write", this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 204;
        if (failures.getAndDecrement() > 0) {
            status = 503;
        } else {
            receiver.receive(
                    new PushRequest(ByteBuffer.wrap(body), "application/x-protobuf", "snappy"),
                    there.session("forwarded"));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        answers.add(status);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SampleForwarder open() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/write";
        return SampleForwarder.open(here, new ForwardOptions(List.of(url), 2, 1 << 20), folder);
    }

    private static WriteBatch batch(long time) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < 20; i++) {
            batch.addSeries(Labels.of("__name__", "a", "i", Integer.toString(i)));
            batch.addSample(time, i);
            batch.addExemplar(new Exemplar(Labels.of("trace_id", "t"), i, time));
        }
        batch.addSeries(Labels.of("__name__", "h"));
        batch.addHistogram(time, HISTOGRAM);
        return batch;
    }

    private void awaitAnswers(int status, int count) throws InterruptedException {
        int seen = 0;
        while (seen < count) {
            Integer answer = answers.poll(60, TimeUnit.SECONDS);
            assertThat(answer).as("an answer").isNotNull();
            seen += answer == status ? 1 : 0;
        }
    }

    @Test
    void sendsEverythingOnAndTriesAgain() throws Exception {
        server.start();
        failures.set(3);
        try (SampleForwarder forwarder = open()) {
            Session session = forwarder.session("test");
            session.write(batch(1_000), Durability.SYNC);
            session.write(batch(2_000), Durability.SYNC);
            awaitAnswers(204, 4);
        }
        assertThat(StoredSamples.of(there)).isEqualTo(StoredSamples.of(here)).hasSize(42);
    }

    @Test
    void keepsWhatWaitsForTheNextRun() throws Exception {
        try (SampleForwarder forwarder = open()) {
            forwarder.session("test").write(batch(1_000), Durability.SYNC);
        }
        server.start();
        try (SampleForwarder _ = open()) {
            // A request of the first run may still lie in the server's backlog and count as one.
            while (!StoredSamples.of(there).equals(StoredSamples.of(here))) {
                awaitAnswers(204, 1);
            }
        }
        assertThat(StoredSamples.of(there)).isNotEmpty();
    }

    @Test
    void aFullQueueLetsTheOldestGo() throws Exception {
        try (SampleForwarder forwarder = open()) {
            Session session = forwarder.session("test");
            for (int i = 1; i <= 4_000; i++) {
                session.write(batch(i * 1_000L), Durability.SYNC);
            }
        }
        server.start();
        try (SampleForwarder _ = open()) {
            awaitAnswers(204, 100);
        }
        assertThat(StoredSamples.of(there)).noneMatch(line -> line.endsWith("@9000"));
    }

    @Test
    void refusesWhatIsNoUrl() {
        assertThatThrownBy(
                        () ->
                                SampleForwarder.open(
                                        here, new ForwardOptions(List.of("x"), 1, 1), folder))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("ingest.forward-urls");
    }
}
