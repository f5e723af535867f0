package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;

/** Interrupts, context switches, forks, boot time and run queue, from {@code /proc/stat}. */
final class KernelStatPart implements Part {

    private final KernelFile file;

    KernelStatPart(Path proc) {
        file = new KernelFile(proc.resolve("stat"));
    }

    @Override
    public String name() {
        return "stat";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (ByteCursor text = file.read(); text.hasMore(); text.nextLine()) {
            if (text.startsWith("cpu") || text.startsWith("softirq")) {
                continue;
            }
            switch (text.word()) {
                case "intr" ->
                        into.counter(
                                "node_intr_total",
                                "Total number of interrupts serviced.",
                                text.value());
                case "ctxt" ->
                        into.counter(
                                "node_context_switches_total",
                                "Total number of context switches.",
                                text.value());
                case "btime" ->
                        into.gauge(
                                "node_boot_time_seconds",
                                "Node boot time, in unixtime.",
                                text.value());
                case "processes" ->
                        into.counter("node_forks_total", "Total number of forks.", text.value());
                case "procs_running" ->
                        into.gauge(
                                "node_procs_running",
                                "Number of processes in runnable state.",
                                text.value());
                case "procs_blocked" ->
                        into.gauge(
                                "node_procs_blocked",
                                "Number of processes blocked waiting for I/O to complete.",
                                text.value());
                default -> {}
            }
        }
    }
}
