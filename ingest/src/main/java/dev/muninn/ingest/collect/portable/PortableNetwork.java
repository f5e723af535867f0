package dev.muninn.ingest.collect.portable;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.util.List;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

/** Bytes, packets, errors, state and speed of network devices. */
final class PortableNetwork implements Part {

    /** Devices come and go seldom, and listing them is dear. */
    private static final int LIST_EVERY_RUNS = 60;

    private static final double BITS_PER_BYTE = 8;

    private final HardwareAbstractionLayer hardware;
    private List<NetworkIF> devices = List.of();
    private int run;

    PortableNetwork(HardwareAbstractionLayer hardware) {
        this.hardware = hardware;
    }

    @Override
    public String name() {
        return "netdev";
    }

    @Override
    public void collect(SampleFrame into) {
        boolean isListed = run++ % LIST_EVERY_RUNS == 0;
        if (isListed) {
            devices = hardware.getNetworkIFs(true);
        }
        for (NetworkIF device : devices) {
            if (isListed || device.updateAttributes()) {
                report(device, into);
            }
        }
    }

    private static void report(NetworkIF from, SampleFrame into) {
        String device = from.getName();
        counter(into, "receive_bytes", from.getBytesRecv(), device);
        counter(into, "receive_packets", from.getPacketsRecv(), device);
        counter(into, "receive_errs", from.getInErrors(), device);
        counter(into, "receive_drop", from.getInDrops(), device);
        counter(into, "transmit_bytes", from.getBytesSent(), device);
        counter(into, "transmit_packets", from.getPacketsSent(), device);
        counter(into, "transmit_errs", from.getOutErrors(), device);
        counter(into, "transmit_colls", from.getCollisions(), device);
        into.gauge(
                "node_network_up",
                "Value is 1 if operstate is 'up', 0 otherwise.",
                from.getIfOperStatus() == IfOperStatus.UP ? 1 : 0,
                "device",
                device);
        gauge(into, "mtu_bytes", (double) from.getMTU(), device);
        if (from.getSpeed() > 0) {
            gauge(into, "speed_bytes", from.getSpeed() / BITS_PER_BYTE, device);
        }
    }

    private static void counter(SampleFrame into, String what, long value, String device) {
        into.counter(
                "node_network_" + what + "_total",
                "Network device statistic " + what + ".",
                (double) value,
                "device",
                device);
    }

    private static void gauge(SampleFrame into, String what, double value, String device) {
        into.gauge(
                "node_network_" + what,
                "Network device property: " + what,
                value,
                "device",
                device);
    }
}
