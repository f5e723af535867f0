package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** State, speed and properties of network devices, from {@code /sys/class/net}. */
final class NetClassPart implements Part {

    /** A file of the device's folder and what it is called. */
    private record Property(String file, String metric) {}

    private static final Property[] GAUGES = {
        new Property("addr_assign_type", "address_assign_type"),
        new Property("carrier", "carrier"),
        new Property("dev_id", "device_id"),
        new Property("dormant", "dormant"),
        new Property("flags", "flags"),
        new Property("ifindex", "iface_id"),
        new Property("iflink", "iface_link"),
        new Property("link_mode", "iface_link_mode"),
        new Property("mtu", "mtu_bytes"),
        new Property("name_assign_type", "name_assign_type"),
        new Property("netdev_group", "net_dev_group"),
        new Property("type", "protocol_type"),
        new Property("tx_queue_len", "transmit_queue_length"),
    };

    private static final Property[] COUNTERS = {
        new Property("carrier_changes", "carrier_changes_total"),
        new Property("carrier_up_count", "carrier_up_changes_total"),
        new Property("carrier_down_count", "carrier_down_changes_total"),
    };

    private static final double BYTES_PER_MEGABIT = 1e6 / 8;

    private final Path folder;

    NetClassPart(Path sys) {
        folder = sys.resolve("class/net");
    }

    @Override
    public String name() {
        return "netclass";
    }

    /** Twenty files per device, and drivers that take a lock to answer. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (String device : KernelFile.namesIn(folder)) {
            Path files = folder.resolve(device);
            // bonding_masters is a file among the devices' folders.
            if (Files.isDirectory(files)) {
                state(device, files, into);
                properties(device, files, into);
            }
        }
    }

    private static void state(String device, Path files, SampleFrame into) {
        String state = text(files, "operstate");
        Long flags = number(KernelFile.textIfAny(files.resolve("flags")));
        into.gauge(
                "node_network_up",
                "Value is 1 if operstate is 'up', 0 otherwise.",
                state.equals("up") ? 1 : 0,
                "device",
                device);
        into.gauge(
                "node_network_info",
                "Non-numeric data from /sys/class/net/<iface>, value is always 1.",
                1,
                "address",
                text(files, "address"),
                "adminstate",
                flags == null ? "" : (flags & 1) == 1 ? "up" : "down",
                "broadcast",
                text(files, "broadcast"),
                "device",
                device,
                "duplex",
                text(files, "duplex"),
                "ifalias",
                text(files, "ifalias"),
                "operstate",
                state);
        // -1 is a driver's way to say that it does not know.
        Long megabits = number(KernelFile.textIfAny(files.resolve("speed")));
        if (megabits != null && megabits >= 0) {
            gauge(into, "speed_bytes", megabits * BYTES_PER_MEGABIT, device);
        }
    }

    private static void properties(String device, Path files, SampleFrame into) {
        for (Property property : GAUGES) {
            Long value = number(KernelFile.textIfAny(files.resolve(property.file)));
            if (value != null) {
                gauge(into, property.metric, value, device);
            }
        }
        for (Property property : COUNTERS) {
            Long value = number(KernelFile.textIfAny(files.resolve(property.file)));
            if (value != null) {
                into.counter(
                        "node_network_" + property.metric,
                        "Network device property: " + property.metric,
                        value,
                        "device",
                        device);
            }
        }
        Long unhandled = number(KernelFile.textIfAny(files.resolve("statistics/rx_nohandler")));
        if (unhandled != null) {
            into.counter(
                    "node_network_receive_nohandler_total",
                    "Network device statistic receive_nohandler.",
                    unhandled,
                    "device",
                    device);
        }
    }

    private static void gauge(SampleFrame into, String what, double value, String device) {
        into.gauge(
                "node_network_" + what,
                "Network device property: " + what,
                value,
                "device",
                device);
    }

    private static String text(Path files, String name) {
        String text = KernelFile.textIfAny(files.resolve(name));
        return text == null ? "" : text;
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
