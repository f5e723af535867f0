package dev.muninn.store.head;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The side runs of a stripe's series. Samples that come for frozen times wait in runs of their own
 * until the freeze is over. Guarded by the stripe's lock.
 */
final class SideRuns {

    private Map<Integer, SideRun> runs = new HashMap<>();
    private Map<Integer, SideRun> behindFreeze = new HashMap<>();
    private long memoryBytes;

    void insert(
            int slot, long time, double value, @Nullable NativeHistogram histogram, long start) {
        insert(runs, slot, time, value, histogram, start);
    }

    /** Inserts a sample for a frozen time. */
    void insertBehindFreeze(
            int slot, long time, double value, @Nullable NativeHistogram histogram, long start) {
        insert(behindFreeze, slot, time, value, histogram, start);
    }

    private void insert(
            Map<Integer, SideRun> into,
            int slot,
            long time,
            double value,
            @Nullable NativeHistogram histogram,
            long start) {
        SideRun run = into.get(slot);
        if (run == null) {
            run = new SideRun();
            into.put(slot, run);
        } else {
            memoryBytes -= run.memoryBytes();
        }
        run.insert(time, value, histogram, start);
        memoryBytes += run.memoryBytes();
    }

    /** The memory of all runs. */
    long memoryBytes() {
        return memoryBytes;
    }

    boolean holds(int slot) {
        return runs.containsKey(slot) || behindFreeze.containsKey(slot);
    }

    /** Adds what a series has of the range, but for what came for frozen times. */
    void collect(int slot, long fromMillis, long toMillis, List<Chunk> into) {
        collect(runs, slot, fromMillis, toMillis, into);
    }

    /** Adds what a series has of the range and came for frozen times. */
    void collectBehindFreeze(int slot, long fromMillis, long toMillis, List<Chunk> into) {
        collect(behindFreeze, slot, fromMillis, toMillis, into);
    }

    private static void collect(
            Map<Integer, SideRun> from,
            int slot,
            long fromMillis,
            long toMillis,
            List<Chunk> into) {
        // Mostly there are none, which needs no look-up.
        SideRun run = from.isEmpty() ? null : from.get(slot);
        if (run != null) {
            run.collect(fromMillis, toMillis, into);
        }
    }

    /** Adds what all series have of the range, but for what came for frozen times. */
    void collectAll(long fromMillis, long toMillis, List<Chunk> into) {
        for (SideRun run : runs.values()) {
            run.collect(fromMillis, toMillis, into);
        }
    }

    /** Drops samples before the time, but for those that came while they were frozen. */
    void drop(long before) {
        Map<Integer, SideRun> kept = new HashMap<>();
        for (var entry : runs.entrySet()) {
            SideRun run = entry.getValue().from(before);
            if (run != null) {
                kept.put(entry.getKey(), run);
            }
        }
        runs = kept;
        count();
    }

    /** Ends a freeze. */
    void thaw() {
        for (var entry : behindFreeze.entrySet()) {
            SideRun there = runs.putIfAbsent(entry.getKey(), entry.getValue());
            if (there != null) {
                there.addAll(samples(entry.getValue()));
            }
        }
        behindFreeze = new HashMap<>();
        count();
    }

    private void count() {
        memoryBytes = 0;
        for (SideRun run : runs.values()) {
            memoryBytes += run.memoryBytes();
        }
        for (SideRun run : behindFreeze.values()) {
            memoryBytes += run.memoryBytes();
        }
    }

    private static SampleBuffer samples(SideRun run) {
        List<Chunk> chunks = new ArrayList<>();
        run.collect(Long.MIN_VALUE, Long.MAX_VALUE, chunks);
        SampleBuffer samples = new SampleBuffer();
        ChunkMerge.read(chunks, Long.MIN_VALUE, Long.MAX_VALUE, samples);
        return samples;
    }
}
