package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.util.List;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;

/** Reads and writes of disks. */
final class PortableDisks implements Part {

    /** Disks come and go seldom, and listing them is dear. */
    private static final int LIST_EVERY_RUNS = 60;

    private static final double MILLI = 1e-3;

    private final HardwareAbstractionLayer hardware;
    private List<HWDiskStore> disks = List.of();
    private int run;

    PortableDisks(HardwareAbstractionLayer hardware) {
        this.hardware = hardware;
    }

    @Override
    public String name() {
        return "diskstats";
    }

    @Override
    public void collect(SampleFrame into) {
        boolean isListed = run++ % LIST_EVERY_RUNS == 0;
        if (isListed) {
            disks = hardware.getDiskStores();
        }
        for (HWDiskStore disk : disks) {
            if (isListed || disk.updateAttributes()) {
                report(disk, into);
            }
        }
    }

    private static void report(HWDiskStore disk, SampleFrame into) {
        String name = disk.getName();
        String device = name.substring(name.lastIndexOf('/') + 1);
        into.counter(
                "node_disk_reads_completed_total",
                "The total number of reads completed successfully.",
                (double) disk.getReads(),
                "device",
                device);
        into.counter(
                "node_disk_read_bytes_total",
                "The total number of bytes read successfully.",
                (double) disk.getReadBytes(),
                "device",
                device);
        into.counter(
                "node_disk_writes_completed_total",
                "The total number of writes completed successfully.",
                (double) disk.getWrites(),
                "device",
                device);
        into.counter(
                "node_disk_written_bytes_total",
                "The total number of bytes written successfully.",
                (double) disk.getWriteBytes(),
                "device",
                device);
        into.counter(
                "node_disk_io_time_seconds_total",
                "Total seconds spent doing I/Os.",
                disk.getTransferTime() * MILLI,
                "device",
                device);
        into.gauge(
                "node_disk_io_now",
                "The number of I/Os currently in progress.",
                (double) disk.getCurrentQueueLength(),
                "device",
                device);
    }
}
