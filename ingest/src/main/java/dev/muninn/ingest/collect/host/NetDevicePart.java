package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bytes, packets, errors and drops of network devices, from {@code /proc/net/dev}. */
final class NetDevicePart implements Part {

    private record Column(String name, String help) {}

    private final KernelFile file;
    private List<Column> columns = List.of();

    NetDevicePart(Path proc) {
        file = new KernelFile(proc.resolve("net/dev"));
    }

    @Override
    public String name() {
        return "netdev";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        ByteCursor text = file.read();
        text.nextLine();
        if (columns.isEmpty()) {
            columns = columnsOf(text.rest());
        }
        for (text.nextLine(); text.hasMore(); text.nextLine()) {
            String device = text.until(':');
            for (int i = 0; i < columns.size() && text.hasWord(); i++) {
                Column column = columns.get(i);
                into.counter(column.name, column.help, text.value(), "device", device);
            }
        }
    }

    /** Columns as the file's second line names them: {@code face |bytes packets |bytes packets}. */
    private static List<Column> columnsOf(String heading) throws IOException {
        String[] groups = heading.split("\\|");
        if (groups.length != 3) {
            throw new IOException("net/dev has the heading \"" + heading + "\"");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i < groups.length; i++) {
            String direction = i == 1 ? "receive_" : "transmit_";
            for (String word : groups[i].strip().split("\\s+")) {
                String what = direction + word;
                columns.add(
                        new Column(
                                "node_network_" + what + "_total",
                                "Network device statistic " + what + "."));
            }
        }
        return columns;
    }
}
