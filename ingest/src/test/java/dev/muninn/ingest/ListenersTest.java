package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines and packets over real sockets. */
class ListenersTest {

    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final Admission admission = new Admission(AdmissionOptions.DEFAULTS, clock);

    /** One entry for each write that is over. */
    private final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();

    private SampleSink tellingSink() {
        return sender -> {
            SampleSink.Session session = store.session(sender);
            return (batch, durability) -> {
                var result = session.write(batch, durability);
                written.add(result.samples());
                return result;
            };
        };
    }

    private GraphiteListener graphite() {
        return GraphiteListener.open(
                ANY_PORT, IngestOptions.defaults(), admission, tellingSink(), clock);
    }

    private int awaitWrite() throws InterruptedException {
        Integer samples = written.poll(60, TimeUnit.SECONDS);
        assertThat(samples).as("a write").isNotNull();
        return samples;
    }

    private static void packet(int port, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void storesGraphiteLinesOfConnectionsAndPackets() throws Exception {
        try (GraphiteListener listener = graphite()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                socket.getOutputStream()
                        .write(
                                "web.cpu;zone=eu 0.5 1700000000\nweb.m"
                                        .getBytes(StandardCharsets.UTF_8));
                assertThat(awaitWrite()).isEqualTo(1);
                socket.getOutputStream().write("em 7 -1".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(awaitWrite()).isEqualTo(1);
            packet(listener.port(), "web.disk 9 1700000001");
            assertThat(awaitWrite()).isEqualTo(1);
        }
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "web_cpu{zone=\"eu\"} 0.5 @1700000000000",
                        "web_disk{} 9.0 @1700000001000",
                        "web_mem{} 7.0 @1700000000000");
    }

    @Test
    void endsAConnectionWhoseLineNeverEnds() throws Exception {
        try (GraphiteListener listener = graphite();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(new byte[256 << 10]);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
            }
        }
        assertThat(StoredSamples.of(store)).isEmpty();
    }

    @Test
    void storesTheStateOfStatsdMetrics() throws Exception {
        ListenOptions options =
                new ListenOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMillis(20),
                        100);
        try (StatsdListener listener =
                StatsdListener.open(ANY_PORT, options, tellingSink(), clock)) {
            packet(listener.port(), "jobs:3|c|#queue:mail");
            assertThat(awaitWrite()).isEqualTo(1);
        }
        assertThat(StoredSamples.of(store))
                .contains("jobs_total{queue=\"mail\"} 3.0 @1700000000000");
    }

    @Test
    void saysWhichKeyNamesAnAddressThatIsTaken() {
        try (GraphiteListener listener = graphite()) {
            InetSocketAddress taken =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
            assertThatThrownBy(
                            () ->
                                    GraphiteListener.open(
                                            taken,
                                            IngestOptions.defaults(),
                                            admission,
                                            store,
                                            clock))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("ingest.graphite-listen");
        }
    }
}
