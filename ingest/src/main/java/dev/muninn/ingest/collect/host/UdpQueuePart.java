package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Bytes that wait in the queues of UDP sockets. */
final class UdpQueuePart implements Part {

    private final KernelFile v4;
    private final KernelFile v6;

    UdpQueuePart(Path proc) {
        v4 = new KernelFile(proc.resolve("net/udp"));
        v6 = new KernelFile(proc.resolve("net/udp6"));
    }

    @Override
    public String name() {
        return "udp_queues";
    }

    /** The kernel walks its whole table of sockets for it. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        report(v4.read(), "v4", into);
        try {
            report(v6.read(), "v6", into);
        } catch (NoSuchFileException e) {
            return; // IPv6 is switched off
        }
    }

    /** The fifth word of each line is {@code tx_queue:rx_queue} in hexadecimal. */
    private static void report(ByteCursor text, String version, SampleFrame into) {
        long sent = 0;
        long received = 0;
        for (text.nextLine(); text.hasMore(); text.nextLine()) {
            text.skipWords(4);
            sent += text.hexNumber();
            text.skip(':');
            received += text.hexNumber();
        }
        gauge(into, received, version, "rx");
        gauge(into, sent, version, "tx");
    }

    private static void gauge(SampleFrame into, long bytes, String version, String queue) {
        into.gauge(
                "node_udp_queues",
                "Number of allocated memory in the kernel for UDP datagrams in bytes.",
                (double) bytes,
                "ip",
                version,
                "queue",
                queue);
    }
}
