package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.model.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** All parts of a Linux machine's collector, with what they share. */
public final class LinuxHost implements AutoCloseable {

    private final List<Part> parts;
    private final SpaceAsker asker;

    /**
     * The parts over the files below a root, which is {@code /} but in tests.
     *
     * @param fileSystemDeadline how long file systems may take to tell their room
     */
    public LinuxHost(
            Path root,
            Pattern excludedMountPoints,
            Pattern excludedFileSystemTypes,
            Duration fileSystemDeadline,
            Clock clock) {
        Path proc = root.resolve("proc");
        Path sys = root.resolve("sys");
        asker = new SpaceAsker(LinuxCalls::space, fileSystemDeadline);
        parts =
                List.of(
                        new CpuPart(proc),
                        new KernelStatPart(proc),
                        new MemoryPart(proc),
                        new LoadPart(proc),
                        new PressurePart(proc),
                        new DiskPart(proc),
                        new NetDevicePart(proc),
                        new VmStatPart(proc),
                        new NetStatPart(proc),
                        new SocketPart(proc),
                        new SoftnetPart(proc),
                        new FileDescriptorPart(proc),
                        new ConnectionTrackingPart(proc),
                        new TimePart(clock),
                        new FileSystemPart(
                                proc, excludedMountPoints, excludedFileSystemTypes, asker),
                        new NetClassPart(sys),
                        new ArpPart(proc),
                        new UdpQueuePart(proc),
                        new EntropyPart(proc),
                        new TimexPart(),
                        new HungTaskPart(proc),
                        new ThermalPart(sys),
                        new SensorPart(sys),
                        new DiskInfoPart(sys, root.resolve("run")),
                        new ClockSourcePart(sys),
                        new UnamePart(proc),
                        new OsReleasePart(root),
                        new SelinuxPart(sys));
    }

    /** In the order in which they are to run. */
    public List<Part> parts() {
        return parts;
    }

    /** The size of a page of this machine's memory. */
    public static long pageBytes() {
        return LinuxCalls.pageBytes();
    }

    @Override
    public void close() {
        asker.close();
    }
}
