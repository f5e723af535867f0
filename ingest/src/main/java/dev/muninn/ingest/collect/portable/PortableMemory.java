package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** Memory and swap. */
final class PortableMemory implements Part {

    private final GlobalMemory memory;

    PortableMemory(GlobalMemory memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "meminfo";
    }

    @Override
    public void collect(SampleFrame into) {
        VirtualMemory virtual = memory.getVirtualMemory();
        gauge(into, "MemTotal_bytes", memory.getTotal());
        gauge(into, "MemAvailable_bytes", memory.getAvailable());
        gauge(into, "SwapTotal_bytes", virtual.getSwapTotal());
        gauge(into, "SwapFree_bytes", virtual.getSwapTotal() - virtual.getSwapUsed());
    }

    private static void gauge(SampleFrame into, String field, long bytes) {
        into.gauge(
                "node_memory_" + field, "Memory information field " + field + ".", (double) bytes);
    }
}
