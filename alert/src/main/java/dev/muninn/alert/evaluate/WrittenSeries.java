package dev.muninn.alert.evaluate;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule writes at each run, and the markers for what it no longer does. */
final class WrittenSeries {

    private Set<Labels> before = Set.of();

    /** Immutable as long as it is empty, as it is for most rules at most times. */
    private Set<Labels> now = Set.of();

    /** Takes over what the same rule wrote last. */
    void inherit(WrittenSeries other) {
        before = other.before;
    }

    /** Adds a sample to the batch; false if the series has one in this run already. */
    boolean add(
            WriteBatch batch,
            Labels labels,
            long timeMillis,
            double value,
            @Nullable NativeHistogram histogram) {
        if (now.isEmpty()) {
            now = HashSet.newHashSet(Math.max(1, before.size()));
        }
        if (!now.add(labels)) {
            return false;
        }
        batch.addSeries(labels);
        if (histogram == null) {
            batch.addSample(timeMillis, value);
        } else {
            batch.addHistogram(timeMillis, histogram);
        }
        return true;
    }

    /** Ends a run: series of the run before that are gone get a staleness marker. */
    void endRun(WriteBatch batch, long timeMillis) {
        for (Labels labels : before) {
            if (!now.contains(labels)) {
                batch.addSeries(labels);
                batch.addSample(timeMillis, Staleness.MARKER);
            }
        }
        before = now;
        now = Set.of();
    }

    /** Gives up a run that failed: what was written before stays as it was. */
    void abandonRun() {
        now = Set.of();
    }
}
