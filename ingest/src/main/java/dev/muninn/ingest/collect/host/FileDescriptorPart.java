package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;

/** File handles in use and allowed in the whole system. */
final class FileDescriptorPart implements Part {

    private final KernelFile file;

    FileDescriptorPart(Path proc) {
        file = new KernelFile(proc.resolve("sys/fs/file-nr"));
    }

    @Override
    public String name() {
        return "filefd";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        ByteCursor text = file.read();
        into.gauge("node_filefd_allocated", "File descriptor statistics: allocated.", text.value());
        text.skipWords(1);
        into.gauge("node_filefd_maximum", "File descriptor statistics: maximum.", text.value());
    }
}
