package dev.muninn.ingest.collect.jvm;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** Threads, classes, compilation and which runtime it is. */
public final class JvmRuntime implements TelemetrySource {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    private final @Nullable CompilationMXBean compilation =
            ManagementFactory.getCompilationMXBean();

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
                System.getProperty("java.runtime.name", ""),
                "vendor",
                System.getProperty("java.vm.vendor", ""),
                "version",
                System.getProperty("java.runtime.version", ""));
    }
}
