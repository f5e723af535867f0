package dev.muninn.ingest.collect.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/** What a JVM tells of its process: processor time, start, open files. */
public final class JvmProcess implements TelemetrySource {

    private final @Nullable OperatingSystemMXBean system;
    private final @Nullable UnixOperatingSystemMXBean unix;
    private final long startMillis;

    private JvmProcess(
            @Nullable OperatingSystemMXBean system,
            @Nullable UnixOperatingSystemMXBean unix,
            RuntimeMXBean runtime) {
        this.system = system;
        this.unix = unix;
        startMillis = runtime.getStartTime();
    }

    /** The JVM this runs in. */
    static JvmProcess own() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new JvmProcess(
                system,
                system instanceof UnixOperatingSystemMXBean files ? files : null,
                ManagementFactory.getRuntimeMXBean());
    }

    /** Another JVM, asked with each report. */
    public static JvmProcess of(MBeanServerConnection other) throws IOException {
        return new JvmProcess(
                system(other),
                files(other),
                ManagementFactory.getPlatformMXBean(other, RuntimeMXBean.class));
    }

    private static @Nullable OperatingSystemMXBean system(MBeanServerConnection other)
            throws IOException {
        try {
            return ManagementFactory.getPlatformMXBean(other, OperatingSystemMXBean.class);
        } catch (IllegalArgumentException e) {
            return null; // not every JVM has it
        }
    }

    private static @Nullable UnixOperatingSystemMXBean files(MBeanServerConnection other)
            throws IOException {
        try {
            return ManagementFactory.getPlatformMXBean(other, UnixOperatingSystemMXBean.class);
        } catch (IllegalArgumentException e) {
            return null; // not on every system
        }
    }

    @Override
    public void report(Telemetry to) {
        if (system != null) {
            to.counter(
                    "process_cpu_seconds_total",
                    "Total user and system CPU time spent in seconds.",
                    system.getProcessCpuTime() / 1e9);
        }
        to.gauge(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                startMillis / 1e3);
        if (unix != null) {
            to.gauge(
                    "process_open_fds",
                    "Number of open file descriptors.",
                    (double) unix.getOpenFileDescriptorCount());
            to.gauge(
                    "process_max_fds",
                    "Maximum number of open file descriptors.",
                    (double) unix.getMaxFileDescriptorCount());
        }
    }
}
