package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;

/** Packets that each CPU took from the network, from {@code /proc/net/softnet_stat}. */
final class SoftnetPart implements Part {

    /** A column of hexadecimal numbers; those between have no meaning any more. */
    private record Column(int index, String name, String help) {}

    private static final Column[] COUNTERS = {
        new Column(0, "processed_total", "Number of processed packets"),
        new Column(1, "dropped_total", "Number of dropped packets"),
        new Column(
                2, "times_squeezed_total", "Number of times processing packets ran out of quota"),
        new Column(
                8,
                "cpu_collision_total",
                "Number of collision occur while obtaining device lock while transmitting"),
        new Column(9, "received_rps_total", "Number of times cpu woken up received_rps"),
        new Column(10, "flow_limit_count_total", "Number of times flow limit has been reached"),
    };

    private static final int BACKLOG = 11;
    private static final int CPU = 12;

    private final KernelFile file;

    SoftnetPart(Path proc) {
        file = new KernelFile(proc.resolve("net/softnet_stat"));
    }

    @Override
    public String name() {
        return "softnet";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        long[] fields = new long[CPU + 1];
        int line = 0;
        for (ByteCursor text = file.read(); text.hasMore(); text.nextLine(), line++) {
            int count = 0;
            while (count < fields.length && text.hasWord()) {
                fields[count++] = text.hexNumber();
            }
            // Offline CPUs have no line; since 5.10 the line says whose it is.
            String cpu = Long.toString(count > CPU ? fields[CPU] : line);
            for (Column column : COUNTERS) {
                if (column.index < count) {
                    into.counter(
                            "node_softnet_" + column.name,
                            column.help,
                            (double) fields[column.index],
                            "cpu",
                            cpu);
                }
            }
            if (count > BACKLOG) {
                into.gauge(
                        "node_softnet_backlog_len",
                        "Softnet backlog status",
                        (double) fields[BACKLOG],
                        "cpu",
                        cpu);
            }
        }
    }
}
