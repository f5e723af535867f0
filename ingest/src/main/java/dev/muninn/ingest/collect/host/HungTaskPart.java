package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Tasks that the kernel found hanging. */
final class HungTaskPart implements Part {

    private final KernelFile file;

    HungTaskPart(Path proc) {
        file = new KernelFile(proc.resolve("sys/kernel/hung_task_detect_count"));
    }

    @Override
    public String name() {
        return "kernel_hung";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        into.counter(
                "node_kernel_hung_tasks_total",
                "Total number of tasks that have been detected as hung since the system booted.",
                file.read().value());
    }
}
