package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Which disks there are: numbers, model and serial as {@code /sys/block} and udev tell them. */
final class DiskInfoPart implements Part {

    private final Path block;
    private final Path udev;

    DiskInfoPart(Path sys, Path run) {
        block = sys.resolve("block");
        udev = run.resolve("udev/data");
    }

    @Override
    public String name() {
        return "disk_info";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (String device : KernelFile.names(block)) {
            String numbers = KernelFile.textIfAny(block.resolve(device).resolve("dev"));
            if (numbers == null || DiskPart.isLeftOut(device)) {
                continue;
            }
            String rotational =
                    KernelFile.textIfAny(block.resolve(device).resolve("queue/rotational"));
            Map<String, String> known = udevOf(numbers);
            int colon = numbers.indexOf(':');
            into.gauge(
                    "node_disk_info",
                    "Info of /sys/block/<block_device>.",
                    1,
                    "device",
                    device,
                    "major",
                    numbers.substring(0, colon),
                    "minor",
                    numbers.substring(colon + 1),
                    "model",
                    known.getOrDefault("ID_MODEL", ""),
                    "path",
                    known.getOrDefault("ID_PATH", ""),
                    "revision",
                    known.getOrDefault("ID_REVISION", ""),
                    "rotational",
                    rotational == null ? "" : rotational,
                    "serial",
                    known.getOrDefault("ID_SERIAL_SHORT", ""),
                    "wwn",
                    known.getOrDefault("ID_WWN", ""));
        }
    }

    private Map<String, String> udevOf(String numbers) throws IOException {
        Map<String, String> known = new HashMap<>();
        Path file = udev.resolve("b" + numbers);
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (line.startsWith("E:") && equals > 0) {
                    known.put(line.substring(2, equals), line.substring(equals + 1));
                }
            }
        }
        return known;
    }
}
