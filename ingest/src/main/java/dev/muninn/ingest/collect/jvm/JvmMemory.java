package dev.muninn.ingest.collect.jvm;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/** Heap, pools, buffers and garbage collections. */
public final class JvmMemory implements TelemetrySource {

    private final MemoryMXBean memory;
    private final List<MemoryPoolMXBean> pools;
    private final List<GarbageCollectorMXBean> collectors;
    private final List<BufferPoolMXBean> buffers;

    /** The JVM this runs in. */
    public JvmMemory() {
        memory = ManagementFactory.getMemoryMXBean();
        pools = ManagementFactory.getMemoryPoolMXBeans();
        collectors = ManagementFactory.getGarbageCollectorMXBeans();
        buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    }

    private JvmMemory(MBeanServerConnection other) throws IOException {
        memory = ManagementFactory.getPlatformMXBean(other, MemoryMXBean.class);
        pools = ManagementFactory.getPlatformMXBeans(other, MemoryPoolMXBean.class);
        collectors = ManagementFactory.getPlatformMXBeans(other, GarbageCollectorMXBean.class);
        buffers = ManagementFactory.getPlatformMXBeans(other, BufferPoolMXBean.class);
    }

    /** Another JVM, asked with each report. */
    public static JvmMemory of(MBeanServerConnection other) throws IOException {
        return new JvmMemory(other);
    }

    @Override
    public void report(Telemetry to) {
        usage(to, "jvm_memory", "JVM memory area", memory.getHeapMemoryUsage(), "area", "heap");
        usage(
                to,
                "jvm_memory",
                "JVM memory area",
                memory.getNonHeapMemoryUsage(),
                "area",
                "nonheap");
        for (MemoryPoolMXBean pool : pools) {
            usage(
                    to,
                    "jvm_memory_pool",
                    "JVM memory pool",
                    pool.getUsage(),
                    "pool",
                    pool.getName());
            usage(
                    to,
                    "jvm_memory_pool_collection",
                    "JVM memory pool after its last collection",
                    pool.getCollectionUsage(),
                    "pool",
                    pool.getName());
        }
        for (BufferPoolMXBean buffer : buffers) {
            report(to, buffer);
        }
        for (GarbageCollectorMXBean collector : collectors) {
            to.summary(
                    "jvm_gc_collection_seconds",
                    "Time spent in a given JVM garbage collector in seconds.",
                    collector.getCollectionCount(),
                    collector.getCollectionTime() / 1e3,
                    "gc",
                    collector.getName());
        }
    }

    /** Nothing for a pool that is gone or never collected, which have no usage. */
    private static void usage(
            Telemetry to,
            String prefix,
            String what,
            @Nullable MemoryUsage usage,
            String label,
            String value) {
        if (usage == null) {
            return;
        }
        to.gauge(
                prefix + "_used_bytes",
                "Used bytes of a given " + what + ".",
                (double) usage.getUsed(),
                label,
                value);
        to.gauge(
                prefix + "_committed_bytes",
                "Committed bytes of a given " + what + ".",
                (double) usage.getCommitted(),
                label,
                value);
        to.gauge(
                prefix + "_max_bytes",
                "Max bytes of a given " + what + ".",
                (double) usage.getMax(),
                label,
                value);
        to.gauge(
                prefix + "_init_bytes",
                "Initial bytes of a given " + what + ".",
                (double) usage.getInit(),
                label,
                value);
    }

    private static void report(Telemetry to, BufferPoolMXBean buffer) {
        to.gauge(
                "jvm_buffer_pool_used_bytes",
                "Used bytes of a given JVM buffer pool.",
                (double) buffer.getMemoryUsed(),
                "pool",
                buffer.getName());
        to.gauge(
                "jvm_buffer_pool_capacity_bytes",
                "Bytes capacity of a given JVM buffer pool.",
                (double) buffer.getTotalCapacity(),
                "pool",
                buffer.getName());
        to.gauge(
                "jvm_buffer_pool_used_buffers",
                "Used buffers of a given JVM buffer pool.",
                (double) buffer.getCount(),
                "pool",
                buffer.getName());
    }
}
