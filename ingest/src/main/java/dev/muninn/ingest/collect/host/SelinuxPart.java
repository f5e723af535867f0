package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.nio.file.Path;
import java.time.Duration;

/** Whether SELinux is on and enforces. */
final class SelinuxPart implements Part {

    private final Path enforce;

    SelinuxPart(Path sys) {
        enforce = sys.resolve("fs/selinux/enforce");
    }

    @Override
    public String name() {
        return "selinux";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) {
        double mode = KernelFile.number(enforce);
        boolean isEnabled = !Double.isNaN(mode);
        into.gauge(
                "node_selinux_enabled",
                "SELinux is enabled, 1 is true, 0 is false",
                isEnabled ? 1 : 0);
        if (isEnabled) {
            into.gauge("node_selinux_current_mode", "Current SELinux enforcement mode", mode);
        }
    }
}
