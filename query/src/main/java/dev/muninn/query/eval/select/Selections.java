package dev.muninn.query.eval.select;

import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.RollupSet;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import dev.muninn.query.eval.run.Budget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one query selected from the source, each selection once; to be closed after the query. */
public final class Selections implements AutoCloseable {

    private final SeriesSource source;
    private final Budget budget;
    private final Clock clock;
    private long nanos;
    private final Map<Selection, SeriesSet> open = new LinkedHashMap<>();
    private final Map<Buckets, RollupSet> openBuckets = new LinkedHashMap<>();

    private record Buckets(Selection selection, long widthMillis) {}

    public Selections(SeriesSource source, Budget budget, Clock clock) {
        this.source = source;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Series that match and may have samples in (afterMillis, toMillis]. Workers that find buckets
     * not to do ask for samples, so several threads may be in here.
     */
    public synchronized SeriesSet select(List<Matcher> matchers, long afterMillis, long toMillis) {
        Selection selection =
                new Selection(new TimeRange(afterMillis + 1, toMillis), List.copyOf(matchers));
        SeriesSet set = open.get(selection);
        if (set == null) {
            long start = clock.nanos();
            set = source.select(selection);
            nanos += clock.nanos() - start;
            open.put(selection, set);
            budget.addSeries(set.size());
            budget.checkTime();
        }
        return set;
    }

    /** Series that match and may have buckets of a width that end in (afterMillis, toMillis]. */
    public synchronized RollupSet selectBuckets(
            List<Matcher> matchers, long afterMillis, long toMillis, long widthMillis) {
        Selection selection =
                new Selection(new TimeRange(afterMillis + 1, toMillis), List.copyOf(matchers));
        Buckets buckets = new Buckets(selection, widthMillis);
        RollupSet set = openBuckets.get(buckets);
        if (set == null) {
            long start = clock.nanos();
            set = source.rollups().select(selection, widthMillis);
            nanos += clock.nanos() - start;
            openBuckets.put(buckets, set);
            budget.addSeries(set.size());
            budget.checkTime();
        }
        return set;
    }

    /** As {@link #select}, native histograms with count and sum only. */
    public SeriesSet selectTotals(List<Matcher> matchers, long afterMillis, long toMillis) {
        return new HistogramTotalsOnly(select(matchers, afterMillis, toMillis));
    }

    /** Time spent finding series. */
    public long nanos() {
        return nanos;
    }

    /** Closes all; what the source has to say of the answers is complete then. */
    @Override
    public void close() {
        open.values().forEach(SeriesSet::close);
        openBuckets.values().forEach(RollupSet::close);
    }

    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        open.values().forEach(set -> warnings.addAll(set.warnings()));
        openBuckets.values().forEach(set -> warnings.addAll(set.warnings()));
        return warnings.stream().distinct().toList();
    }
}
