package dev.muninn.ingest.discovery;

import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A discovery that is asked whenever its last answer has become old. */
final class PolledSource implements DiscoverySource {

    private static final System.Logger logger = System.getLogger(PolledSource.class.getName());

    private final Discovery.Polled discovery;
    private final DiscoveryAsker asker;
    private final Executor executor;
    private final Clock clock;
    private final Runnable onAnswer;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private volatile List<TargetGroup> groups = List.of();
    private volatile long dueNanos;
    private volatile boolean hasFailed;

    PolledSource(
            Discovery.Polled discovery,
            DiscoveryAsker asker,
            Executor executor,
            Clock clock,
            Runnable onAnswer) {
        this.discovery = discovery;
        this.asker = asker;
        this.executor = executor;
        this.clock = clock;
        this.onAnswer = onAnswer;
        dueNanos = clock.nanos();
    }

    @Override
    public List<TargetGroup> groups() {
        if (dueNanos - clock.nanos() <= 0 && isAsked.compareAndSet(false, true)) {
            executor.execute(this::ask);
        }
        return groups;
    }

    @Override
    public boolean isFailing() {
        return hasFailed;
    }

    private void ask() {
        try {
            List<TargetGroup> answer = asker.ask(discovery);
            boolean isNew = !answer.equals(groups);
            groups = answer;
            hasFailed = false;
            if (isNew) {
                dueNanos = clock.nanos() + discovery.refresh().toNanos();
                onAnswer.run();
            }
        } catch (MuninnException e) {
            if (!hasFailed) {
                logger.log(Level.WARNING, "discovery of targets fails: {0}", e.getMessage());
            }
            hasFailed = true;
        } finally {
            dueNanos = clock.nanos() + discovery.refresh().toNanos();
            isAsked.set(false);
        }
    }

    @Override
    public void close() {
        // An answer that is still to come finds nobody who asks for it.
    }
}
