package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Which hardware the kernel takes its time from. */
final class ClockSourcePart implements Part {

    private static final String PREFIX = "clocksource";

    private final Path sources;

    ClockSourcePart(Path sys) {
        sources = sys.resolve("devices/system/clocksource");
    }

    @Override
    public String name() {
        return PREFIX;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (String folder : KernelFile.names(sources)) {
            if (!folder.startsWith(PREFIX)) {
                continue;
            }
            String device = folder.substring(PREFIX.length());
            Path files = sources.resolve(folder);
            for (String one : KernelFile.text(files.resolve("available_clocksource")).split(" ")) {
                into.gauge(
                        "node_time_clocksource_available_info",
                        "Available clocksources read from '/sys/devices/system/clocksource'.",
                        1,
                        "clocksource",
                        one,
                        "device",
                        device);
            }
            into.gauge(
                    "node_time_clocksource_current_info",
                    "Current clocksource read from '/sys/devices/system/clocksource'.",
                    1,
                    "clocksource",
                    KernelFile.text(files.resolve("current_clocksource")),
                    "device",
                    device);
        }
    }
}
