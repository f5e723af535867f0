package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Neighbours known on each network device. */
final class ArpPart implements Part {

    private final KernelFile file;

    ArpPart(Path proc) {
        file = new KernelFile(proc.resolve("net/arp"));
    }

    @Override
    public String name() {
        return "arp";
    }

    /** The table of a large network has thousands of lines. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        Map<String, Integer> entries = new TreeMap<>();
        ByteCursor text = file.read();
        for (text.nextLine(); text.hasMore(); text.nextLine()) {
            text.skipWords(5);
            String device = text.word();
            if (!device.isEmpty()) {
                entries.merge(device, 1, Integer::sum);
            }
        }
        entries.forEach(
                (device, count) ->
                        into.gauge(
                                "node_arp_entries",
                                "ARP entries by device",
                                count,
                                "device",
                                device));
    }
}
