package dev.muninn.ingest.collect.jvm;

import dev.muninn.ingest.collect.host.ByteCursor;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process this runs in, its memory as the system sees it included. */
public final class OwnProcess implements TelemetrySource {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final JvmProcess process = JvmProcess.own();
    private final boolean hasStatus = Files.isReadable(STATUS);

    @Override
    public void report(Telemetry to) {
        process.report(to);
        if (hasStatus) {
            memory(to);
        }
    }

    private static void memory(Telemetry to) {
        byte[] status;
        try {
            status = Files.readAllBytes(STATUS);
        } catch (IOException e) {
            return; // no room for one more file; open_fds above tells it
        }
        ByteCursor text = new ByteCursor(status, 0, status.length);
        for (; text.hasMore(); text.nextLine()) {
            if (text.startsWith("VmSize:")) {
                text.skipWords(1);
                to.gauge(
                        "process_virtual_memory_bytes",
                        "Virtual memory size in bytes.",
                        1024.0 * text.number());
            } else if (text.startsWith("VmRSS:")) {
                text.skipWords(1);
                to.gauge(
                        "process_resident_memory_bytes",
                        "Resident memory size in bytes.",
                        1024.0 * text.number());
            }
        }
    }
}
