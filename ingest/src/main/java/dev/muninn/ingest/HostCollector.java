package dev.muninn.ingest;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.host.LinuxHost;
import dev.muninn.ingest.collect.portable.PortableHost;
import dev.muninn.ingest.collect.process.ProcFolder;
import dev.muninn.ingest.collect.process.ProcessPart;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MachineName;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the figures of this machine under node_exporter's names, labelled {@code job="node"} and
 * {@code instance} with the host's name; runs from {@link #open} to {@link #close}.
 */
public final class HostCollector implements TelemetrySource, AutoCloseable {

    private static final Path ROOT = Path.of("/");

    private final CollectLoop loop;
    private final @Nullable LinuxHost linux;

    private HostCollector(CollectLoop loop, @Nullable LinuxHost linux) {
        this.loop = loop;
        this.linux = linux;
    }

    /** Starts collecting into the sink. */
    public static HostCollector open(CollectOptions options, SampleSink sink, Clock clock) {
        LinuxHost linux = null;
        List<Part> parts = new ArrayList<>();
        if (Files.isReadable(ROOT.resolve("proc/stat"))) {
            linux =
                    new LinuxHost(
                            ROOT,
                            Pattern.compile(options.mountPointsExclude()),
                            Pattern.compile(options.fileSystemTypesExclude()),
                            options.fileSystemDeadline(),
                            clock);
            parts.addAll(linux.parts());
            if (options.topProcesses() > 0) {
                parts.add(
                        new ProcessPart(
                                new ProcFolder(ROOT.resolve("proc"), LinuxHost.pageBytes()),
                                options.topProcesses(),
                                options.interval()));
            }
        } else {
            parts.addAll(PortableHost.parts(options.topProcesses(), clock));
        }
        CollectLoop loop =
                new CollectLoop(
                        "host",
                        Labels.of("job", "node", "instance", instance(options)),
                        options.interval(),
                        sink,
                        clock,
                        new Parts("node", parts, options.interval(), clock));
        loop.open(Thread.ofPlatform().daemon());
        return new HostCollector(loop, linux);
    }

    /** The {@code instance} label of what is told of this machine. */
    static String instance(CollectOptions options) {
        return options.instance().isEmpty() ? MachineName.read() : options.instance();
    }

    @Override
    public void report(Telemetry to) {
        loop.report(to);
    }

    @Override
    public void close() {
        loop.close();
        if (linux != null) {
            linux.close();
        }
    }
}
