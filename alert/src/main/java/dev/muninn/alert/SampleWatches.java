package dev.muninn.alert;

import dev.muninn.model.Clock;
import dev.muninn.query.QueryEngine;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules of a group that are evaluated when samples of theirs come; confined to its run but for
 * whether there are any.
 */
final class SampleWatches {

    private final List<SampleWatch> watches;
    private final Clock clock;

    private SampleWatches(List<SampleWatch> watches, Clock clock) {
        this.watches = watches;
        this.clock = clock;
    }

    static SampleWatches of(List<RuleRun> rules, QueryEngine engine, Clock clock) {
        List<SampleWatch> watches =
                rules.stream()
                        .filter(run -> OnSample.isFor(run.rule(), engine))
                        .map(run -> new SampleWatch(run, engine.arrivals(run.selector())))
                        .toList();
        return new SampleWatches(watches, clock);
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    /**
     * Evaluates those that are due, one after the other.
     *
     * @param queryMillis up to when samples can be seen
     */
    void evaluateDue(long nowMillis, long queryMillis, Consumer<RuleRun> evaluation) {
        for (SampleWatch watch : watches) {
            if (watch.isDue(nowMillis, queryMillis)) {
                long start = clock.nanos();
                evaluation.accept(watch.rule());
                watch.evaluated(nowMillis, clock.nanos() - start);
            }
        }
    }
}
