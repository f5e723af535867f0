package dev.muninn.alert.sample;

import dev.muninn.model.Clock;
import dev.muninn.query.QueryEngine;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules of a group that are evaluated when samples of theirs come; confined to its run but for
 * whether there are any.
 */
public final class SampleWatches<R extends WatchedRule> {

    private final List<SampleWatch<R>> watches;
    private final Clock clock;

    private SampleWatches(List<SampleWatch<R>> watches, Clock clock) {
        this.watches = watches;
        this.clock = clock;
    }

    public static <R extends WatchedRule> SampleWatches<R> of(
            List<R> rules, QueryEngine engine, Clock clock) {
        List<SampleWatch<R>> watches =
                rules.stream()
                        .filter(run -> OnSample.isFor(run.rule(), engine))
                        .map(run -> new SampleWatch<>(run, engine.arrivals(run.selector())))
                        .toList();
        return new SampleWatches<>(watches, clock);
    }

    public boolean isEmpty() {
        return watches.isEmpty();
    }

    /**
     * Evaluates those that are due, one after the other.
     *
     * @param queryMillis up to when samples can be seen
     */
    public void evaluateDue(long nowMillis, long queryMillis, Consumer<R> evaluation) {
        for (SampleWatch<R> watch : watches) {
            if (watch.isDue(nowMillis, queryMillis)) {
                long start = clock.nanos();
                evaluation.accept(watch.rule());
                watch.evaluated(nowMillis, clock.nanos() - start);
            }
        }
    }
}
