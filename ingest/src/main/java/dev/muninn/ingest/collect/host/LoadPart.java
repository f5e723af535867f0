package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;

/** The load averages. */
final class LoadPart implements Part {

    private final KernelFile file;

    LoadPart(Path proc) {
        file = new KernelFile(proc.resolve("loadavg"));
    }

    @Override
    public String name() {
        return "loadavg";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        ByteCursor text = file.read();
        into.gauge("node_load1", "1m load average.", text.decimal());
        into.gauge("node_load5", "5m load average.", text.decimal());
        into.gauge("node_load15", "15m load average.", text.decimal());
    }
}
