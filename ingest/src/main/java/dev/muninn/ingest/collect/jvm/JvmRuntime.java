package dev.muninn.ingest.collect.jvm;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/** Threads, classes, compilation and which runtime it is. */
public final class JvmRuntime implements TelemetrySource {

    private final ThreadMXBean threads;
    private final ClassLoadingMXBean classes;
    private final @Nullable CompilationMXBean compilation;
    private final Map<String, String> properties;

    /** The JVM this runs in. */
    public JvmRuntime() {
        threads = ManagementFactory.getThreadMXBean();
        classes = ManagementFactory.getClassLoadingMXBean();
        compilation = ManagementFactory.getCompilationMXBean();
        properties = ManagementFactory.getRuntimeMXBean().getSystemProperties();
    }

    private JvmRuntime(MBeanServerConnection other) throws IOException {
        threads = ManagementFactory.getPlatformMXBean(other, ThreadMXBean.class);
        classes = ManagementFactory.getPlatformMXBean(other, ClassLoadingMXBean.class);
        compilation = ManagementFactory.getPlatformMXBean(other, CompilationMXBean.class);
        properties =
                ManagementFactory.getPlatformMXBean(other, RuntimeMXBean.class)
                        .getSystemProperties();
    }

    /** Another JVM, asked with each report. */
    public static JvmRuntime of(MBeanServerConnection other) throws IOException {
        return new JvmRuntime(other);
    }

    @Override
    public void report(Telemetry to) {
        // Deadlocks and threads by state are left out: both stop all threads to be counted.
        to.gauge("jvm_threads_current", "Current thread count of a JVM.", threads.getThreadCount());
        to.gauge(
                "jvm_threads_daemon",
                "Daemon thread count of a JVM.",
                threads.getDaemonThreadCount());
        to.gauge("jvm_threads_peak", "Peak thread count of a JVM.", threads.getPeakThreadCount());
        to.counter(
                "jvm_threads_started_total",
                "Started thread count of a JVM.",
                (double) threads.getTotalStartedThreadCount());
        to.gauge(
                "jvm_classes_currently_loaded",
                "The number of classes that are currently loaded in the JVM.",
                classes.getLoadedClassCount());
        to.counter(
                "jvm_classes_loaded_total",
                "The total number of classes that have been loaded since the JVM has started"
                        + " execution.",
                (double) classes.getTotalLoadedClassCount());
        to.counter(
                "jvm_classes_unloaded_total",
                "The total number of classes that have been unloaded since the JVM has started"
                        + " execution.",
                (double) classes.getUnloadedClassCount());
        if (compilation != null && compilation.isCompilationTimeMonitoringSupported()) {
            to.counter(
                    "jvm_compilation_time_seconds_total",
                    "The total time in seconds taken for HotSpot class compilation.",
                    compilation.getTotalCompilationTime() / 1e3);
        }
        to.gauge(
                "jvm_runtime_info",
                "JVM runtime info",
                1,
                "runtime",
                properties.getOrDefault("java.runtime.name", ""),
                "vendor",
                properties.getOrDefault("java.vm.vendor", ""),
                "version",
                properties.getOrDefault("java.runtime.version", ""));
    }
}
