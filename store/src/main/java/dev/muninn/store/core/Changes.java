package dev.muninn.store.core;

import dev.muninn.model.Generations;
import dev.muninn.model.TimeRange;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Which times changed after they were read, by hash of the metric's name. */
public final class Changes implements Generations {

    /*
     * Readers say up to which time they rely on a metric before they read; writers look at that after
     * their samples can be seen. Both are volatile, so either the reader sees the sample or the writer
     * sees the reader and notes a change. Samples newer than all that is relied on, which is what comes
     * in all the time, cost one comparison a batch.
     *
     * A change gets its number after the samples can be seen, so who asks for the number before reading
     * either sees the samples or finds a greater number later.
     */

    /**
     * Metrics share an entry now and then: then one's late samples make the other's look changed.
     */
    private static final int ENTRIES = 4096;

    /** Room for as many changes in a millisecond as no machine can make. */
    private static final int CHANGES_PER_MILLI_BITS = 20;

    /** Metrics with the same hash: up to when they are relied on, and what changed since. */
    private static final class Entry {
        final AtomicLong reliedUntil = new AtomicLong(Long.MIN_VALUE);
        final ChangedTimes times = new ChangedTimes();
    }

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(ENTRIES);

    /** All changes, for readers that do not name a metric. */
    private final Entry anywhere = new Entry();

    /** Changes that concern all metrics. */
    private final ChangedTimes everywhere = new ChangedTimes();

    /** The latest of all entries. */
    private final AtomicLong reliedUntil = new AtomicLong(Long.MIN_VALUE);

    /** What an earlier process told is below. */
    private final long firstGeneration;

    private final AtomicLong generation;

    /**
     * @param openedMillis makes the numbers of this process greater than those of earlier ones
     */
    Changes(long openedMillis) {
        firstGeneration = openedMillis << CHANGES_PER_MILLI_BITS;
        generation = new AtomicLong(firstGeneration);
    }

    private Entry entry(String metric) {
        if (metric.equals(ANY_METRIC)) {
            return anywhere;
        }
        int index = metric.hashCode() & ENTRIES - 1;
        Entry entry = entries.get(index);
        if (entry == null) {
            entries.compareAndSet(index, null, new Entry());
            entry = entries.get(index);
        }
        return entry;
    }

    @Override
    public long generation(String metric, long untilMillis) {
        entry(metric).reliedUntil.accumulateAndGet(untilMillis, Math::max);
        reliedUntil.accumulateAndGet(untilMillis, Math::max);
        return generation.get();
    }

    @Override
    public long firstChange(String metric, TimeRange range, long since) {
        if (since < firstGeneration) {
            return range.fromMillis();
        }
        return Math.min(entry(metric).times.first(range, since), everywhere.first(range, since));
    }

    /** Whether anybody relies on times from this one on; asked once samples can be seen. */
    public boolean isReliedOn(long millis) {
        return millis <= reliedUntil.get();
    }

    /** Notes that samples of a metric between two times came late. */
    public void note(String metric, long fromMillis, long toMillis) {
        note(entry(metric), fromMillis, toMillis);
        note(anywhere, fromMillis, toMillis);
    }

    private void note(Entry entry, long fromMillis, long toMillis) {
        long relied = entry.reliedUntil.get();
        if (fromMillis <= relied) {
            entry.times.note(fromMillis, Math.min(toMillis, relied), generation);
        }
    }

    /** Notes that samples of any metric between two times may be gone. */
    public void noteEverywhere(TimeRange range) {
        everywhere.note(range.fromMillis(), range.toMillis(), generation);
    }
}
