package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.process.ProcessSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The processes OSHI sees; all is read in the scan. */
final class PortableProcesses implements ProcessSource {

    private static final double MILLI = 1e-3;

    private final OperatingSystem os;
    private final Map<Integer, Transfer> transfers = new HashMap<>();

    PortableProcesses(OperatingSystem os) {
        this.os = os;
    }

    @Override
    public void scan(Visitor visitor) {
        transfers.clear();
        for (OSProcess process : os.getProcesses()) {
            int pid = process.getProcessID();
            transfers.put(pid, new Transfer(process.getBytesRead(), process.getBytesWritten()));
            visitor.visit(
                    pid,
                    process.getStartTime(),
                    process.getName(),
                    process.getUserTime() * MILLI,
                    process.getKernelTime() * MILLI,
                    process.getResidentMemory(),
                    process.getThreadCount());
        }
    }

    @Override
    public @Nullable Transfer transferOf(int pid) {
        return transfers.get(pid);
    }
}
