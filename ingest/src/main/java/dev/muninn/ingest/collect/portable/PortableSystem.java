package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Clock;
import java.util.Locale;
import oshi.software.os.OperatingSystem;

/** Which system it is, when it started and what time it has. */
final class PortableSystem implements Part {

    private final OperatingSystem os;
    private final Clock clock;

    PortableSystem(OperatingSystem os, Clock clock) {
        this.os = os;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "os";
    }

    @Override
    public void collect(SampleFrame into) {
        OperatingSystem.OSVersionInfo version = os.getVersionInfo();
        String number = version.getVersion() == null ? "" : version.getVersion();
        into.gauge(
                "node_time_seconds",
                "System time in seconds since epoch (1970).",
                clock.millis() / 1e3);
        into.gauge(
                "node_boot_time_seconds",
                "Node boot time, in unixtime.",
                (double) os.getSystemBootTime());
        into.gauge(
                "node_os_info",
                "A metric with a constant '1' value labeled by the system's name and version.",
                1,
                "id",
                os.getFamily().toLowerCase(Locale.ROOT),
                "name",
                os.getFamily(),
                "pretty_name",
                os.toString(),
                "version_id",
                number);
        into.gauge(
                "node_uname_info",
                "Labeled system information as provided by the uname system call.",
                1,
                "machine",
                System.getProperty("os.arch", ""),
                "nodename",
                os.getNetworkParams().getHostName(),
                "release",
                number,
                "sysname",
                os.getFamily());
    }
}
