package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sensors of the mainboard and of drives: temperatures, fans, voltages, currents, power. */
final class SensorPart implements Part {

    private static final Pattern FILE =
            Pattern.compile("(temp|fan|in|curr|power)(\\d+)_(input|average|max|crit|min|label)");

    /** What a kind of sensor measures. */
    private record Quantity(String unit, double factor, String help) {}

    private final Path folder;

    SensorPart(Path sys) {
        folder = sys.resolve("class/hwmon");
    }

    @Override
    public String name() {
        return "hwmon";
    }

    /** Some sensors sit behind a slow bus. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (String name : KernelFile.namesIn(folder)) {
            Path files = folder.resolve(name);
            String chip = chipOf(name, files);
            String readable = KernelFile.textIfAny(files.resolve("name"));
            if (readable != null) {
                into.gauge(
                        "node_hwmon_chip_names",
                        "Annotation metric for human-readable chip names",
                        1,
                        "chip",
                        chip,
                        "chip_name",
                        cleaned(readable));
            }
            for (String file : KernelFile.names(files)) {
                Matcher parts = FILE.matcher(file);
                if (parts.matches()) {
                    report(chip, files.resolve(file), parts, into);
                }
            }
        }
    }

    private static void report(String chip, Path file, Matcher parts, SampleFrame into) {
        String kind = parts.group(1);
        String sensor = kind + parts.group(2);
        String role = parts.group(3);
        if (role.equals("label")) {
            String label = KernelFile.textIfAny(file);
            if (label != null) {
                into.gauge(
                        "node_hwmon_sensor_label",
                        "Label for given chip and sensor",
                        1,
                        "chip",
                        chip,
                        "sensor",
                        sensor,
                        "label",
                        label);
            }
            return;
        }
        double value = KernelFile.number(file);
        Quantity quantity = quantityOf(kind);
        if (quantity == null || Double.isNaN(value)) {
            return;
        }
        String what = role.equals("input") ? "" : role + "_";
        into.gauge(
                "node_hwmon_" + kind + "_" + what + quantity.unit,
                "Hardware monitor for " + quantity.help + " (" + role + ")",
                value * quantity.factor,
                "chip",
                chip,
                "sensor",
                sensor);
    }

    private static @Nullable Quantity quantityOf(String kind) {
        return switch (kind) {
            case "temp" -> new Quantity("celsius", 1e-3, "temperature");
            case "fan" -> new Quantity("rpm", 1, "fan revolutions per minute");
            case "in" -> new Quantity("volts", 1e-3, "voltage");
            case "curr" -> new Quantity("amps", 1e-3, "current");
            case "power" -> new Quantity("watt", 1e-6, "power usage in watts");
            default -> null;
        };
    }

    /** The device the chip belongs to, which keeps its name when chips are numbered anew. */
    private static String chipOf(String name, Path files) {
        try {
            Path device = files.resolve("device").toRealPath();
            Path bus = device.getParent();
            if (bus != null) {
                return cleaned(bus.getFileName() + "_" + device.getFileName());
            }
        } catch (IOException e) {
            return cleaned(name); // a virtual chip has no device
        }
        return cleaned(name);
    }

    private static String cleaned(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9:_]", "_");
    }
}
