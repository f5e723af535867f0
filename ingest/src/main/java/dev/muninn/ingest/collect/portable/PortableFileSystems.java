package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.time.Duration;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

/** Size and room of local file systems: those of the network may hang. */
final class PortableFileSystems implements Part {

    private final FileSystem fileSystem;

    PortableFileSystems(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void collect(SampleFrame into) {
        for (OSFileStore store : fileSystem.getFileStores(true)) {
            String[] labels = {
                "device", store.getVolume(),
                "fstype", store.getType(),
                "mountpoint", store.getMount()
            };
            into.gauge(
                    "node_filesystem_size_bytes",
                    "Filesystem size in bytes.",
                    (double) store.getTotalSpace(),
                    labels);
            into.gauge(
                    "node_filesystem_free_bytes",
                    "Filesystem free space in bytes.",
                    (double) store.getFreeSpace(),
                    labels);
            into.gauge(
                    "node_filesystem_avail_bytes",
                    "Filesystem space available to non-root users in bytes.",
                    (double) store.getUsableSpace(),
                    labels);
            if (store.getTotalInodes() > 0) {
                into.gauge(
                        "node_filesystem_files",
                        "Filesystem total file nodes.",
                        (double) store.getTotalInodes(),
                        labels);
                into.gauge(
                        "node_filesystem_files_free",
                        "Filesystem total free file nodes.",
                        (double) store.getFreeInodes(),
                        labels);
            }
        }
    }
}
