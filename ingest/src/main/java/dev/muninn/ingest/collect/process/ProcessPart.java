package dev.muninn.ingest.collect.process;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The commands that use most CPU or memory, under process-exporter's names. */
public final class ProcessPart implements Part {

    private final ProcessSource source;
    private final ProcessGroups groups;
    private final Duration every;

    /**
     * A part that lists at most {@code 2 * top} groups.
     *
     * @param interval the time from one scan to the next
     */
    public ProcessPart(ProcessSource source, int top, Duration interval) {
        this.source = source;
        this.groups = new ProcessGroups(top, interval);
        this.every = interval;
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        groups.beginScan();
        source.scan(groups);
        List<ProcessGroup> listed = groups.endScan();
        for (ProcessGroup group : listed) {
            ProcessGroups.addTransfers(group, source);
            report(group, into);
        }
    }

    private static void report(ProcessGroup group, SampleFrame into) {
        into.gauge(
                "namedprocess_namegroup_num_procs",
                "number of processes in this group",
                group.members.size(),
                "groupname",
                group.name);
        into.counter(
                "namedprocess_namegroup_cpu_seconds_total",
                "Cpu user usage in seconds",
                group.userSeconds,
                "groupname",
                group.name,
                "mode",
                "user");
        into.counter(
                "namedprocess_namegroup_cpu_seconds_total",
                "Cpu user usage in seconds",
                group.systemSeconds,
                "groupname",
                group.name,
                "mode",
                "system");
        into.gauge(
                "namedprocess_namegroup_memory_bytes",
                "number of bytes of memory in use",
                (double) group.residentBytes,
                "groupname",
                group.name,
                "memtype",
                "resident");
        into.gauge(
                "namedprocess_namegroup_num_threads",
                "Number of threads",
                group.threads,
                "groupname",
                group.name);
        into.counter(
                "namedprocess_namegroup_read_bytes_total",
                "number of bytes read by this group",
                group.readBytes,
                "groupname",
                group.name);
        into.counter(
                "namedprocess_namegroup_write_bytes_total",
                "number of bytes written by this group",
                group.writtenBytes,
                "groupname",
                group.name);
    }
}
