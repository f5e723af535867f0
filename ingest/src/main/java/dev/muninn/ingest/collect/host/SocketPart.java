package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How many sockets are in which state, from {@code /proc/net/sockstat}. */
final class SocketPart implements Part {

    /** TCP and UDP memory is counted in pages. */
    private static final double PAGE_BYTES = LinuxCalls.pageBytes();

    private final KernelFile sockstat;
    private final KernelFile sockstat6;

    SocketPart(Path proc) {
        sockstat = new KernelFile(proc.resolve("net/sockstat"));
        sockstat6 = new KernelFile(proc.resolve("net/sockstat6"));
    }

    @Override
    public String name() {
        return "sockstat";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        report(sockstat.read(), into);
        try {
            report(sockstat6.read(), into);
        } catch (NoSuchFileException e) {
            return; // IPv6 is switched off
        }
    }

    private static void report(ByteCursor text, SampleFrame into) {
        for (; text.hasMore(); text.nextLine()) {
            String protocol = text.until(':');
            while (text.hasWord()) {
                String state = text.word();
                double value = text.value();
                gauge(into, protocol, state, value);
                if (state.equals("mem")) {
                    gauge(into, protocol, "mem_bytes", value * PAGE_BYTES);
                }
            }
        }
    }

    private static void gauge(SampleFrame into, String protocol, String state, double value) {
        String help =
                protocol.equals("sockets")
                        ? "Number of IPv4 sockets in use."
                        : "Number of " + protocol + " sockets in state " + state + ".";
        into.gauge("node_sockstat_" + protocol + "_" + state, help, value);
    }
}
