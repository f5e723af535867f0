package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** CPU time by mode, load, interrupts and context switches. */
final class PortableProcessor implements Part {

    private static final double MILLI = 1e-3;

    private static final TickType[] TICKS = TickType.values();

    private final CentralProcessor processor;

    PortableProcessor(CentralProcessor processor) {
        this.processor = processor;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public void collect(SampleFrame into) {
        long[][] ticks = processor.getProcessorCpuLoadTicks();
        for (int cpu = 0; cpu < ticks.length; cpu++) {
            for (TickType type : TICKS) {
                into.counter(
                        "node_cpu_seconds_total",
                        "Seconds the CPUs spent in each mode.",
                        ticks[cpu][type.getIndex()] * MILLI,
                        "cpu",
                        Integer.toString(cpu),
                        "mode",
                        modeOf(type));
            }
        }
        double[] load = processor.getSystemLoadAverage(3);
        // Negative where the system has no such thing.
        if (load[0] >= 0) {
            into.gauge("node_load1", "1m load average.", load[0]);
            into.gauge("node_load5", "5m load average.", load[1]);
            into.gauge("node_load15", "15m load average.", load[2]);
        }
        into.counter(
                "node_context_switches_total",
                "Total number of context switches.",
                (double) processor.getContextSwitches());
        into.counter(
                "node_intr_total",
                "Total number of interrupts serviced.",
                (double) processor.getInterrupts());
    }

    private static String modeOf(TickType type) {
        return switch (type) {
            case USER -> "user";
            case NICE -> "nice";
            case SYSTEM -> "system";
            case IDLE -> "idle";
            case IOWAIT -> "iowait";
            case IRQ -> "irq";
            case SOFTIRQ -> "softirq";
            case STEAL -> "steal";
        };
    }
}
