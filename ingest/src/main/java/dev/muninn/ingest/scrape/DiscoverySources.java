package dev.muninn.ingest.scrape;

import dev.muninn.ingest.scrape.ScrapeJob.TargetGroup;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the discoveries said last; they are asked anew when it is time, and nobody waits for that.
 * While one does not answer its targets stay. Safe for use by many threads.
 */
final class DiscoverySources {

    private static final System.Logger logger = System.getLogger(DiscoverySources.class.getName());

    private static final class Source {
        private final AtomicBoolean isAsked = new AtomicBoolean();
        private volatile List<TargetGroup> groups = List.of();
        private volatile long dueNanos;
        private volatile boolean hasFailed;

        Source(long dueNanos) {
            this.dueNanos = dueNanos;
        }
    }

    private final DiscoveryAsker asker;
    private final Executor executor;
    private final Clock clock;
    private final Runnable onAnswer;
    private final Map<Discovery, Source> sources = new ConcurrentHashMap<>();

    /**
     * Nothing is asked yet.
     *
     * @param onAnswer runs after each answer that changed something
     */
    DiscoverySources(DiscoveryAsker asker, Executor executor, Clock clock, Runnable onAnswer) {
        this.asker = asker;
        this.executor = executor;
        this.clock = clock;
        this.onAnswer = onAnswer;
    }

    /** Forgets the discoveries that a new configuration has no more. */
    void retain(List<ScrapeJob> jobs) {
        sources.keySet()
                .removeIf(known -> jobs.stream().noneMatch(j -> j.discoveries().contains(known)));
    }

    List<TargetGroup> groups(Discovery discovery) {
        Source source = sources.computeIfAbsent(discovery, key -> new Source(clock.nanos()));
        if (source.dueNanos - clock.nanos() <= 0 && source.isAsked.compareAndSet(false, true)) {
            executor.execute(() -> ask(discovery, source));
        }
        return source.groups;
    }

    private void ask(Discovery discovery, Source source) {
        try {
            List<TargetGroup> groups = asker.ask(discovery);
            boolean isNew = !groups.equals(source.groups);
            source.groups = groups;
            source.hasFailed = false;
            if (isNew) {
                source.dueNanos = clock.nanos() + discovery.refresh().toNanos();
                onAnswer.run();
            }
        } catch (MuninnException e) {
            if (!source.hasFailed) {
                logger.log(Level.WARNING, "discovery of targets fails: {0}", e.getMessage());
            }
            source.hasFailed = true;
        } finally {
            source.dueNanos = clock.nanos() + discovery.refresh().toNanos();
            source.isAsked.set(false);
        }
    }
}
