package dev.muninn.ingest.collect.container;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.host.ByteCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One control group's files; those whose controller is not switched on are not there. */
final class ControlGroup {

    private static final double MICRO = 1e-6;

    private final Path folder;
    private final String[] labels;

    ControlGroup(Path folder, ContainerName name) {
        this.folder = folder;
        this.labels = new String[] {"id", name.id(), "name", name.name()};
    }

    void report(SampleFrame into) {
        cpu(into);
        cpuLimit(into);
        memory(into);
        io(into);
        pressure("cpu", into);
        pressure("memory", into);
        pressure("io", into);
        number("pids.current", "container_threads", "Number of threads running inside", into);
        number("pids.max", "container_threads_max", "Maximum number of threads allowed", into);
    }

    private @Nullable ByteCursor read(String file) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            return new ByteCursor(bytes, 0, bytes.length);
        } catch (IOException e) {
            return null; // the controller is off, or the group has just gone
        }
    }

    /** A file of lines with a name and a number; empty where there is none. */
    private Map<String, Double> table(String file) {
        Map<String, Double> table = new HashMap<>();
        ByteCursor text = read(file);
        if (text != null) {
            for (; text.hasMore(); text.nextLine()) {
                table.put(text.word(), text.value());
            }
        }
        return table;
    }

    private void cpu(SampleFrame into) {
        Map<String, Double> cpu = table("cpu.stat");
        if (cpu.isEmpty()) {
            return;
        }
        into.counter(
                "container_cpu_usage_seconds_total",
                "Cumulative cpu time consumed in seconds.",
                cpu.getOrDefault("usage_usec", 0.0) * MICRO,
                "cpu",
                "total",
                labels[0],
                labels[1],
                labels[2],
                labels[3]);
        into.counter(
                "container_cpu_user_seconds_total",
                "Cumulative user cpu time consumed in seconds.",
                cpu.getOrDefault("user_usec", 0.0) * MICRO,
                labels);
        into.counter(
                "container_cpu_system_seconds_total",
                "Cumulative system cpu time consumed in seconds.",
                cpu.getOrDefault("system_usec", 0.0) * MICRO,
                labels);
        if (cpu.containsKey("nr_periods")) {
            into.counter(
                    "container_cpu_cfs_periods_total",
                    "Number of elapsed enforcement period intervals.",
                    cpu.getOrDefault("nr_periods", 0.0),
                    labels);
            into.counter(
                    "container_cpu_cfs_throttled_periods_total",
                    "Number of throttled period intervals.",
                    cpu.getOrDefault("nr_throttled", 0.0),
                    labels);
            into.counter(
                    "container_cpu_cfs_throttled_seconds_total",
                    "Total time duration the container has been throttled.",
                    cpu.getOrDefault("throttled_usec", 0.0) * MICRO,
                    labels);
        }
    }

    /** {@code 50000 100000}: microseconds of CPU in each period; or {@code max 100000}. */
    private void cpuLimit(SampleFrame into) {
        ByteCursor text = read("cpu.max");
        if (text == null || text.startsWith("max")) {
            return;
        }
        into.gauge("container_spec_cpu_quota", "CPU quota of the container.", text.value(), labels);
        into.gauge(
                "container_spec_cpu_period", "CPU period of the container.", text.value(), labels);
    }

    private void memory(SampleFrame into) {
        ByteCursor current = read("memory.current");
        if (current == null) {
            return;
        }
        double usage = current.value();
        Map<String, Double> stat = table("memory.stat");
        into.gauge(
                "container_memory_usage_bytes",
                "Current memory usage in bytes, including all memory regardless of when it was"
                        + " accessed",
                usage,
                labels);
        // What the kernel can take back at once does not count.
        into.gauge(
                "container_memory_working_set_bytes",
                "Current working set in bytes.",
                Math.max(0, usage - stat.getOrDefault("inactive_file", 0.0)),
                labels);
        gauge(into, stat, "anon", "container_memory_rss", "Size of RSS in bytes.");
        gauge(
                into,
                stat,
                "file",
                "container_memory_cache",
                "Number of bytes of page cache memory.");
        gauge(
                into,
                stat,
                "file_mapped",
                "container_memory_mapped_file",
                "Size of memory mapped files in bytes.");
        for (String kind : new String[] {"pgfault", "pgmajfault"}) {
            into.counter(
                    "container_memory_failures_total",
                    "Cumulative count of memory allocation failures.",
                    stat.getOrDefault(kind, 0.0),
                    "failure_type",
                    kind,
                    "scope",
                    "hierarchy",
                    labels[0],
                    labels[1],
                    labels[2],
                    labels[3]);
        }
        Map<String, Double> events = table("memory.events");
        into.counter(
                "container_memory_failcnt",
                "Number of memory usage hits limits",
                events.getOrDefault("max", 0.0),
                labels);
        into.counter(
                "container_oom_events_total",
                "Count of out of memory events observed for the container",
                events.getOrDefault("oom_kill", 0.0),
                labels);
        number(
                "memory.peak",
                "container_memory_max_usage_bytes",
                "Maximum memory usage recorded in bytes",
                into);
        number(
                "memory.swap.current",
                "container_memory_swap",
                "Container swap usage in bytes.",
                into);
        number(
                "memory.max",
                "container_spec_memory_limit_bytes",
                "Memory limit for the container.",
                into);
    }

    private void gauge(
            SampleFrame into, Map<String, Double> stat, String field, String metric, String help) {
        into.gauge(metric, help, stat.getOrDefault(field, 0.0), labels);
    }

    /**
     * A file that holds a number, or {@code max} where there is no limit, which cAdvisor calls 0.
     */
    private void number(String file, String metric, String help, SampleFrame into) {
        ByteCursor text = read(file);
        if (text != null) {
            into.gauge(metric, help, text.startsWith("max") ? 0 : text.value(), labels);
        }
    }

    /** Lines of {@code 254:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6}. */
    private void io(SampleFrame into) {
        ByteCursor text = read("io.stat");
        if (text == null) {
            return;
        }
        for (; text.hasMore(); text.nextLine()) {
            String device = text.word();
            while (text.hasWord()) {
                String field = text.until('=');
                io(device, field, text.value(), into);
            }
        }
    }

    private void io(String device, String field, double value, SampleFrame into) {
        switch (field) {
            case "rbytes" ->
                    io("container_fs_reads_bytes_total", "bytes read", device, value, into);
            case "wbytes" ->
                    io("container_fs_writes_bytes_total", "bytes written", device, value, into);
            case "rios" -> io("container_fs_reads_total", "reads completed", device, value, into);
            case "wios" -> io("container_fs_writes_total", "writes completed", device, value, into);
            default -> {}
        }
    }

    private void io(String metric, String what, String device, double value, SampleFrame into) {
        into.counter(
                metric,
                "Cumulative count of " + what,
                value,
                "device",
                device,
                labels[0],
                labels[1],
                labels[2],
                labels[3]);
    }

    private void pressure(String resource, SampleFrame into) {
        ByteCursor text = read(resource + ".pressure");
        if (text == null) {
            return;
        }
        for (; text.hasMore(); text.nextLine()) {
            boolean isFull = text.startsWith("full");
            text.skipWords(4);
            text.until('=');
            into.counter(
                    "container_pressure_"
                            + resource
                            + (isFull ? "_stalled_seconds_total" : "_waiting_seconds_total"),
                    "Total time duration tasks in the container were "
                            + (isFull ? "all " : "")
                            + "held up for want of "
                            + resource,
                    text.value() * MICRO,
                    labels);
        }
    }
}
