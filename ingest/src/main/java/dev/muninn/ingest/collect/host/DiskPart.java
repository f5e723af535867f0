package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads, writes, discards and flushes of block devices, from {@code /proc/diskstats}. */
final class DiskPart implements Part {

    /** Memory, loops, floppies, and partitions: their device is reported. */
    private static final Pattern EXCLUDED =
            Pattern.compile("(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+");

    /** What the kernel means by a sector, whatever the device says. */
    private static final double SECTOR_BYTES = 512;

    private static final double MILLI = 1e-3;

    /** One column behind the device's name. */
    private record Column(String name, String help, boolean isGauge, double factor) {}

    private static final Column[] COLUMNS = {
        total("reads_completed", "The total number of reads completed successfully.", 1),
        total("reads_merged", "The total number of reads merged.", 1),
        total("read_bytes", "The total number of bytes read successfully.", SECTOR_BYTES),
        total("read_time_seconds", "The total number of seconds spent by all reads.", MILLI),
        total("writes_completed", "The total number of writes completed successfully.", 1),
        total("writes_merged", "The number of writes merged.", 1),
        total("written_bytes", "The total number of bytes written successfully.", SECTOR_BYTES),
        total(
                "write_time_seconds",
                "This is the total number of seconds spent by all writes.",
                MILLI),
        new Column("node_disk_io_now", "The number of I/Os currently in progress.", true, 1),
        total("io_time_seconds", "Total seconds spent doing I/Os.", MILLI),
        total("io_time_weighted_seconds", "The weighted # of seconds spent doing I/Os.", MILLI),
        total("discards_completed", "The total number of discards completed successfully.", 1),
        total("discards_merged", "The total number of discards merged.", 1),
        total("discarded_sectors", "The total number of sectors discarded successfully.", 1),
        total(
                "discard_time_seconds",
                "This is the total number of seconds spent by all discards.",
                MILLI),
        total("flush_requests", "The total number of flush requests completed successfully", 1),
        total(
                "flush_requests_time_seconds",
                "This is the total number of seconds spent by all flush requests.",
                MILLI),
    };

    private static Column total(String what, String help, double factor) {
        return new Column("node_disk_" + what + "_total", help, false, factor);
    }

    private final KernelFile file;
    private final Map<String, Boolean> excluded = new HashMap<>();

    DiskPart(Path proc) {
        file = new KernelFile(proc.resolve("diskstats"));
    }

    @Override
    public String name() {
        return "diskstats";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (ByteCursor text = file.read(); text.hasMore(); text.nextLine()) {
            text.skipWords(2);
            String device = text.word();
            if (device.isEmpty() || isExcluded(device)) {
                continue;
            }
            // Older kernels have fewer columns: 11 before 4.18, 15 before 5.5.
            for (int i = 0; i < COLUMNS.length && text.hasWord(); i++) {
                Column column = COLUMNS[i];
                double value = text.number() * column.factor;
                if (column.isGauge) {
                    into.gauge(column.name, column.help, value, "device", device);
                } else {
                    into.counter(column.name, column.help, value, "device", device);
                }
            }
        }
    }

    private boolean isExcluded(String device) {
        return excluded.computeIfAbsent(device, key -> EXCLUDED.matcher(key).matches());
    }

    /** Whether the device is one of those that are left out. */
    static boolean isLeftOut(String device) {
        return EXCLUDED.matcher(device).matches();
    }
}
