package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;

/** Page faults, paging, swapping and kills for want of memory, from {@code /proc/vmstat}. */
final class VmStatPart implements Part {

    private final KernelFile file;

    VmStatPart(Path proc) {
        file = new KernelFile(proc.resolve("vmstat"));
    }

    @Override
    public String name() {
        return "vmstat";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (ByteCursor text = file.read(); text.hasMore(); text.nextLine()) {
            if (text.startsWith("pg") || text.startsWith("pswp") || text.startsWith("oom_kill")) {
                String field = text.word();
                if (isWatched(field)) {
                    into.untyped(
                            "node_vmstat_" + field,
                            "/proc/vmstat information field " + field + ".",
                            text.value());
                }
            }
        }
    }

    private static boolean isWatched(String field) {
        return field.startsWith("pgpg")
                || field.contains("fault")
                || field.startsWith("pswp")
                || field.startsWith("oom_kill");
    }
}
