package dev.muninn.ingest;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.ingest.collect.container.ContainerPart;
import dev.muninn.ingest.collect.jmx.JmxSource;
import dev.muninn.ingest.collect.postgres.PostgresSource;
import dev.muninn.ingest.collect.probe.ProbeSource;
import dev.muninn.ingest.collect.redis.RedisSource;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects from the databases, services and containers that the configuration names, each on a
 * thread of its own, so that one that hangs holds up no other; runs from {@link #open} to {@link
 * #close}.
 */
public final class TargetCollector implements TelemetrySource, AutoCloseable {

    private final CollectTargets targets;
    private final String instance;
    private final SampleSink sink;
    private final Clock clock;
    private final List<CollectLoop> loops = new ArrayList<>();

    private TargetCollector(CollectTargets targets, String instance, SampleSink sink, Clock clock) {
        this.targets = targets;
        this.instance = instance;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Starts collecting into the sink.
     *
     * @param machine whose {@code instance} label containers have, too
     */
    public static TargetCollector open(
            CollectTargets targets, CollectOptions machine, SampleSink sink, Clock clock) {
        String instance = HostCollector.instance(machine);
        TargetCollector collector = new TargetCollector(targets, instance, sink, clock);
        collector.start();
        return collector;
    }

    private void start() {
        if (targets.containers()) {
            start(
                    "cadvisor",
                    instance,
                    new Parts(
                            "container",
                            List.of(new ContainerPart(Path.of("/sys"))),
                            targets.interval(),
                            clock));
        }
        for (String text : targets.redis()) {
            TargetUrl url = TargetUrl.parse(text);
            start("redis", RedisSource.instanceOf(url), new RedisSource(url, targets.redisKeys()));
        }
        for (String text : targets.postgres()) {
            TargetUrl url = TargetUrl.parse(text);
            start(
                    "postgres",
                    PostgresSource.instanceOf(url),
                    new PostgresSource(url, targets.interval(), clock));
        }
        for (String text : targets.jvms()) {
            TargetUrl url = TargetUrl.parse(text);
            start("jvm", JmxSource.instanceOf(url), new JmxSource(url));
        }
        for (String text : targets.probes()) {
            TargetUrl url = TargetUrl.parse(text);
            start("blackbox", url.toString(), new ProbeSource(url, clock));
        }
    }

    private void start(String job, String target, CollectLoop.Source source) {
        CollectLoop loop =
                new CollectLoop(
                        job + " " + target,
                        Labels.of("job", job, "instance", target),
                        targets.interval(),
                        sink,
                        clock,
                        source);
        loops.add(loop);
        loop.open(Thread.ofVirtual());
    }

    @Override
    public void report(Telemetry to) {
        loops.forEach(loop -> loop.report(to));
    }

    @Override
    public void close() {
        loops.forEach(CollectLoop::stop);
        loops.forEach(CollectLoop::close);
    }
}
