package dev.muninn.ingest.collect.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.muninn.ingest.collect.host.ByteCursor;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process: CPU, memory, open files, start. */
public final class OwnProcess implements TelemetrySource {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    private final boolean hasStatus = Files.isReadable(STATUS);

    @Override
    public void report(Telemetry to) {
        to.counter(
                "process_cpu_seconds_total",
                "Total user and system CPU time spent in seconds.",
                system.getProcessCpuTime() / 1e9);
        to.gauge(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                startMillis / 1e3);
        if (system instanceof UnixOperatingSystemMXBean unix) {
            to.gauge(
                    "process_open_fds",
                    "Number of open file descriptors.",
                    (double) unix.getOpenFileDescriptorCount());
            to.gauge(
                    "process_max_fds",
                    "Maximum number of open file descriptors.",
                    (double) unix.getMaxFileDescriptorCount());
        }
        if (hasStatus) {
            memory(to);
        }
    }

    private static void memory(Telemetry to) {
        byte[] status;
        try {
            status = Files.readAllBytes(STATUS);
        } catch (IOException e) {
            return; // no room for one more file; open_fds above tells it
        }
        ByteCursor text = new ByteCursor(status, 0, status.length);
        for (; text.hasMore(); text.nextLine()) {
            if (text.startsWith("VmSize:")) {
                text.skipWords(1);
                to.gauge(
                        "process_virtual_memory_bytes",
                        "Virtual memory size in bytes.",
                        1024.0 * text.number());
            } else if (text.startsWith("VmRSS:")) {
                text.skipWords(1);
                to.gauge(
                        "process_resident_memory_bytes",
                        "Resident memory size in bytes.",
                        1024.0 * text.number());
            }
        }
    }
}
