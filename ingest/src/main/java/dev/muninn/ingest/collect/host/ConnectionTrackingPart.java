package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The firewall's table of connections, where the kernel has one. */
final class ConnectionTrackingPart implements Part {

    private static final Map<String, String> WATCHED =
            Map.of(
                    "found", "Number of searched entries which were successful.",
                    "invalid", "Number of packets seen which can not be tracked.",
                    "ignore",
                            "Number of packets seen which are already connected to a conntrack"
                                    + " entry.",
                    "insert", "Number of entries inserted into the list.",
                    "insert_failed",
                            "Number of entries for which list insertion was attempted but failed.",
                    "drop", "Number of packets dropped due to conntrack failure.",
                    "early_drop",
                            "Number of dropped conntrack entries to make room for new ones, if"
                                    + " maximum table size was reached.",
                    "search_restart",
                            "Number of conntrack table lookups which had to be restarted due to"
                                    + " hashtable resizes.");

    private final KernelFile count;
    private final KernelFile limit;
    private final KernelFile statistics;

    ConnectionTrackingPart(Path proc) {
        Path folder = proc.resolve("sys/net/netfilter");
        count = new KernelFile(folder.resolve("nf_conntrack_count"));
        limit = new KernelFile(folder.resolve("nf_conntrack_max"));
        statistics = new KernelFile(proc.resolve("net/stat/nf_conntrack"));
    }

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        into.gauge(
                "node_nf_conntrack_entries",
                "Number of currently allocated flow entries for connection tracking.",
                count.read().value());
        into.gauge(
                "node_nf_conntrack_entries_limit",
                "Maximum size of connection tracking table.",
                limit.read().value());
        try {
            perCpu(statistics.read(), into);
        } catch (NoSuchFileException e) {
            return; // kernels built without the old statistics file
        }
    }

    /** A line of names, then hexadecimal counts of each CPU in a line. */
    private static void perCpu(ByteCursor text, SampleFrame into) {
        String[] names = text.rest().split("\\s+");
        long[] sums = new long[names.length];
        for (text.nextLine(); text.hasMore(); text.nextLine()) {
            for (int i = 0; i < sums.length && text.hasWord(); i++) {
                sums[i] += text.hexNumber();
            }
        }
        for (int i = 0; i < names.length; i++) {
            String help = WATCHED.get(names[i]);
            if (help != null) {
                into.gauge("node_nf_conntrack_stat_" + names[i], help, (double) sums[i]);
            }
        }
    }
}
