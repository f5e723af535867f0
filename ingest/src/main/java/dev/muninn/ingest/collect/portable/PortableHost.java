package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.process.ProcessPart;
import dev.muninn.model.Clock;
import java.time.Duration;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/** All parts of a collector for a machine of any system that OSHI knows. */
public final class PortableHost {

    /** OSHI asks for every process anew, which costs tens of milliseconds. */
    private static final Duration PROCESS_INTERVAL = Duration.ofSeconds(10);

    private PortableHost() {}

    /** The parts, in the order in which they are to run. */
    public static List<Part> parts(int topProcesses, Clock clock) {
        SystemInfo system = new SystemInfo();
        HardwareAbstractionLayer hardware = system.getHardware();
        OperatingSystem os = system.getOperatingSystem();
        return List.of(
                new PortableProcessor(hardware.getProcessor()),
                new PortableMemory(hardware.getMemory()),
                new PortableDisks(hardware),
                new PortableNetwork(hardware),
                new PortableFileSystems(os.getFileSystem()),
                new PortableSystem(os, clock),
                new ProcessPart(new PortableProcesses(os), topProcesses, PROCESS_INTERVAL));
    }
}
