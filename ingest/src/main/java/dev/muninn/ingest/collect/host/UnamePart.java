package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What {@code uname} says. */
final class UnamePart implements Part {

    private final Path folder;

    UnamePart(Path proc) {
        folder = proc.resolve("sys/kernel");
    }

    @Override
    public String name() {
        return "uname";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        into.gauge(
                "node_uname_info",
                "Labeled system information as provided by the uname system call.",
                1,
                "domainname",
                text("domainname"),
                "machine",
                machine(),
                "nodename",
                text("hostname"),
                "release",
                text("osrelease"),
                "sysname",
                text("ostype"),
                "version",
                text("version"));
    }

    private String text(String name) throws IOException {
        return KernelFile.text(folder.resolve(name));
    }

    private String machine() {
        String machine = KernelFile.textIfAny(folder.resolve("arch"));
        if (machine != null) {
            return machine;
        }
        // Kernels before 6.1 do not tell; Java calls the two common ones by names of its own.
        String java = System.getProperty("os.arch", "");
        return java.equals("amd64") ? "x86_64" : java;
    }
}
