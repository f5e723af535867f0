package dev.muninn.ingest.discovery;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.kubernetes.KubernetesSettings;
import dev.muninn.ingest.kubernetes.KubernetesTargets;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.model.Clock;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What the discoveries said last; they are asked anew when it is time, and nobody waits for that.
 * While one does not answer its targets stay. Safe for use by many threads.
 */
public final class DiscoverySources implements TelemetrySource, AutoCloseable {

    private final HttpClients clients;
    private final Executor executor;
    private final Clock clock;
    private final Runnable onAnswer;
    private final Map<Discovery, DiscoverySource> sources = new ConcurrentHashMap<>();

    /**
     * Nothing is asked yet.
     *
     * @param onAnswer runs after an answer that changed something and was not asked for just now
     */
    public DiscoverySources(
            HttpClients clients, Executor executor, Clock clock, Runnable onAnswer) {
        this.clients = clients;
        this.executor = executor;
        this.clock = clock;
        this.onAnswer = onAnswer;
    }

    /** Forgets the discoveries that are not among these. */
    public void retain(Collection<Discovery> wanted) {
        for (Discovery known : List.copyOf(sources.keySet())) {
            if (!wanted.contains(known)) {
                DiscoverySource forgotten = sources.remove(known);
                if (forgotten != null) {
                    forgotten.close();
                }
            }
        }
    }

    /** What the discovery said last; asks it where that is due. */
    public List<TargetGroup> groups(Discovery discovery) {
        return sources.computeIfAbsent(discovery, this::source).groups();
    }

    private DiscoverySource source(Discovery discovery) {
        return switch (discovery) {
            case Discovery.Polled polled ->
                    new PolledSource(
                            polled, new DiscoveryAsker(clients), executor, clock, onAnswer);
            case Discovery.Kubernetes(KubernetesSettings settings) ->
                    new KubernetesSource(new KubernetesTargets(settings, clients, executor, clock));
        };
    }

    @Override
    public void report(Telemetry to) {
        long failing = sources.values().stream().filter(DiscoverySource::isFailing).count();
        report(to, "failing", failing);
        report(to, "working", sources.size() - failing);
    }

    private static void report(Telemetry to, String state, long count) {
        to.gauge(
                "muninn_ingest_discoveries",
                "Discoveries of targets by how they answered last.",
                (double) count,
                "state",
                state);
    }

    @Override
    public void close() {
        retain(List.of());
    }
}
