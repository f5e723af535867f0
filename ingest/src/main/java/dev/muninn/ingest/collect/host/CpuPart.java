package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What each CPU did with its time, from {@code /proc/stat}. */
final class CpuPart implements Part {

    /** USER_HZ, the same on every platform Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    /** A fall by more is a CPU that was taken out and put back; a smaller one is the kernel's. */
    private static final long RESET_TICKS = 300;

    private static final String[] MODES = {
        "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"
    };

    private static final String[] GUEST_MODES = {"user", "nice"};

    private final KernelFile file;

    /** The highest ticks seen of each CPU: idle and iowait step back on some kernels. */
    private final List<long[]> highest = new ArrayList<>();

    CpuPart(Path proc) {
        file = new KernelFile(proc.resolve("stat"));
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        ByteCursor text = file.read();
        for (; text.startsWith("cpu"); text.nextLine()) {
            String word = text.word();
            if (word.length() > 3) {
                report(word.substring(3), text, into);
            }
        }
    }

    private void report(String cpu, ByteCursor text, SampleFrame into) {
        long[] ticks = highestOf(Integer.parseInt(cpu));
        for (int i = 0; i < ticks.length; i++) {
            long now = text.number();
            if (now > ticks[i] || now < ticks[i] - RESET_TICKS) {
                ticks[i] = now;
            }
        }
        for (int i = 0; i < MODES.length; i++) {
            into.counter(
                    "node_cpu_seconds_total",
                    "Seconds the CPUs spent in each mode.",
                    ticks[i] / TICKS_PER_SECOND,
                    "cpu",
                    cpu,
                    "mode",
                    MODES[i]);
        }
        for (int i = 0; i < GUEST_MODES.length; i++) {
            into.counter(
                    "node_cpu_guest_seconds_total",
                    "Seconds the CPUs spent in guests (VMs) for each mode.",
                    ticks[MODES.length + i] / TICKS_PER_SECOND,
                    "cpu",
                    cpu,
                    "mode",
                    GUEST_MODES[i]);
        }
    }

    private long[] highestOf(int cpu) {
        while (highest.size() <= cpu) {
            highest.add(new long[MODES.length + GUEST_MODES.length]);
        }
        return highest.get(cpu);
    }
}
