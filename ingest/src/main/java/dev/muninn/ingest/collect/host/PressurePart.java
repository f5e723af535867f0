package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How long work waited for CPU, memory, I/O and interrupts, from {@code /proc/pressure}. */
final class PressurePart implements Part {

    private static final double MICRO = 1e-6;

    private final KernelFile cpu;
    private final KernelFile memory;
    private final KernelFile io;
    private final KernelFile irq;

    PressurePart(Path proc) {
        Path folder = proc.resolve("pressure");
        cpu = new KernelFile(folder.resolve("cpu"));
        memory = new KernelFile(folder.resolve("memory"));
        io = new KernelFile(folder.resolve("io"));
        irq = new KernelFile(folder.resolve("irq"));
    }

    @Override
    public String name() {
        return "pressure";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        waiting(cpu.read(), "cpu", "for CPU time", into);
        ByteCursor text = memory.read();
        waiting(text, "memory", "for memory", into);
        stalled(text, "memory", "memory", into);
        text = io.read();
        waiting(text, "io", "due to IO congestion", into);
        stalled(text, "io", "IO", into);
        try {
            stalled(irq.read(), "irq", "IRQ", into);
        } catch (NoSuchFileException e) {
            return; // only kernels from 6.1 on that account for interrupts have it
        }
    }

    private static void waiting(ByteCursor text, String resource, String what, SampleFrame into) {
        if (text.startsWith("some")) {
            into.counter(
                    "node_pressure_" + resource + "_waiting_seconds_total",
                    "Total time in seconds that processes have waited " + what,
                    total(text) * MICRO);
            text.nextLine();
        }
    }

    private static void stalled(ByteCursor text, String resource, String what, SampleFrame into) {
        if (text.startsWith("full")) {
            into.counter(
                    "node_pressure_" + resource + "_stalled_seconds_total",
                    "Total time in seconds no process could make progress due to "
                            + what
                            + " congestion",
                    total(text) * MICRO);
        }
    }

    /** The last of {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=0}, in microseconds. */
    private static long total(ByteCursor text) {
        text.skipWords(4);
        text.until('=');
        return text.number();
    }
}
