package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Size and room of the mounted file systems. */
final class FileSystemPart implements Part {

    private final KernelFile mountInfo;
    private final Pattern excludedMountPoints;
    private final Pattern excludedTypes;
    private final SpaceAsker asker;

    FileSystemPart(
            Path proc, Pattern excludedMountPoints, Pattern excludedTypes, SpaceAsker asker) {
        // Those of process 1 are the machine's; where we may not look, our own.
        Path machine = proc.resolve("1/mountinfo");
        this.mountInfo =
                new KernelFile(
                        Files.isReadable(machine) ? machine : proc.resolve("self/mountinfo"));
        this.excludedMountPoints = excludedMountPoints;
        this.excludedTypes = excludedTypes;
        this.asker = asker;
    }

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        List<Mount> mounts =
                Mount.parseAll(mountInfo.read()).stream().filter(this::isIncluded).toList();
        Map<String, SpaceAsker.Answer> answers =
                asker.ask(mounts.stream().map(Mount::mountPoint).distinct().toList());
        for (Mount mount : mounts) {
            SpaceAsker.Answer answer = answers.get(mount.mountPoint());
            if (answer != null) {
                report(mount, answer, into);
            }
        }
    }

    private boolean isIncluded(Mount mount) {
        return !excludedMountPoints.matcher(mount.mountPoint()).find()
                && !excludedTypes.matcher(mount.type()).matches();
    }

    private static void report(Mount mount, SpaceAsker.Answer answer, SampleFrame into) {
        String[] labels = {
            "device", mount.device(),
            "device_error", answer.problem(),
            "fstype", mount.type(),
            "mountpoint", mount.mountPoint()
        };
        LinuxCalls.Space space = answer.space();
        into.gauge(
                "node_filesystem_device_error",
                "Whether an error occurred while getting statistics for the given device.",
                space == null ? 1 : 0,
                labels);
        into.gauge(
                "node_filesystem_mount_info",
                "Filesystem mount information.",
                1,
                "device",
                mount.device(),
                "major",
                mount.major(),
                "minor",
                mount.minor(),
                "mountpoint",
                mount.mountPoint());
        if (space == null) {
            return;
        }
        into.gauge(
                "node_filesystem_size_bytes",
                "Filesystem size in bytes.",
                space.sizeBytes(),
                labels);
        into.gauge(
                "node_filesystem_free_bytes",
                "Filesystem free space in bytes.",
                space.freeBytes(),
                labels);
        into.gauge(
                "node_filesystem_avail_bytes",
                "Filesystem space available to non-root users in bytes.",
                space.availableBytes(),
                labels);
        into.gauge("node_filesystem_files", "Filesystem total file nodes.", space.files(), labels);
        into.gauge(
                "node_filesystem_files_free",
                "Filesystem total free file nodes.",
                space.filesFree(),
                labels);
        into.gauge(
                "node_filesystem_readonly",
                "Filesystem read-only status.",
                space.isReadOnly() ? 1 : 0,
                labels);
    }
}
