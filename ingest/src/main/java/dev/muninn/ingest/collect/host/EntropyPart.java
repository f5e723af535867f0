package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The kernel's pool of randomness. */
final class EntropyPart implements Part {

    private final KernelFile available;
    private final KernelFile poolSize;

    EntropyPart(Path proc) {
        Path folder = proc.resolve("sys/kernel/random");
        available = new KernelFile(folder.resolve("entropy_avail"));
        poolSize = new KernelFile(folder.resolve("poolsize"));
    }

    @Override
    public String name() {
        return "entropy";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        into.gauge(
                "node_entropy_available_bits",
                "Bits of available entropy.",
                available.read().value());
        into.gauge("node_entropy_pool_size_bits", "Bits of entropy pool.", poolSize.read().value());
    }
}
