package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Temperatures and cooling devices of {@code /sys/class/thermal}. */
final class ThermalPart implements Part {

    private static final String ZONE = "thermal_zone";
    private static final String COOLING = "cooling_device";

    private final Path folder;

    ThermalPart(Path sys) {
        folder = sys.resolve("class/thermal");
    }

    @Override
    public String name() {
        return "thermal_zone";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (String name : KernelFile.namesIn(folder)) {
            Path files = folder.resolve(name);
            if (name.startsWith(ZONE)) {
                gauge(
                        into,
                        "node_thermal_zone_temp",
                        "Zone temperature in Celsius",
                        KernelFile.number(files.resolve("temp")) / 1000,
                        "zone",
                        name.substring(ZONE.length()),
                        files);
            } else if (name.startsWith(COOLING)) {
                String number = name.substring(COOLING.length());
                gauge(
                        into,
                        "node_cooling_device_cur_state",
                        "Current throttle state of the cooling device",
                        KernelFile.number(files.resolve("cur_state")),
                        "name",
                        number,
                        files);
                gauge(
                        into,
                        "node_cooling_device_max_state",
                        "Maximum throttle state of the cooling device",
                        KernelFile.number(files.resolve("max_state")),
                        "name",
                        number,
                        files);
            }
        }
    }

    private static void gauge(
            SampleFrame into,
            String metric,
            String help,
            double value,
            String label,
            String number,
            Path files) {
        String type = KernelFile.textIfAny(files.resolve("type"));
        // A sensor that sleeps answers with an error; it is left out until it wakes.
        if (!Double.isNaN(value)) {
            into.gauge(metric, help, value, label, number, "type", type == null ? "" : type);
        }
    }
}
