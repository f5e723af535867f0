package dev.muninn.store.codec;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads chunks of one series as one ascending run with each time once. */
public final class ChunkMerge {

    private ChunkMerge() {}

    /**
     * Appends the samples of all chunks within the range. Where two have the same time, the sample
     * of the chunk earlier in the list stays; the list is reordered.
     */
    public static void read(List<Chunk> chunks, long fromMillis, long toMillis, SampleBuffer into) {
        if (isAscending(chunks)) {
            for (Chunk chunk : chunks) {
                chunk.read(fromMillis, toMillis, into);
            }
            return;
        }
        List<Ranked> ranked = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            ranked.add(new Ranked(chunk, ranked.size()));
        }
        ranked.sort(Comparator.comparingLong(r -> r.chunk.minTime()));
        for (int from = 0; from < ranked.size(); ) {
            long end = ranked.get(from).chunk.maxTime();
            int to = from + 1;
            while (to < ranked.size() && ranked.get(to).chunk.minTime() <= end) {
                end = Math.max(end, ranked.get(to++).chunk.maxTime());
            }
            if (to == from + 1) {
                ranked.get(from).chunk.read(fromMillis, toMillis, into);
            } else {
                List<Ranked> overlapping = new ArrayList<>(ranked.subList(from, to));
                overlapping.sort(Comparator.comparingInt(Ranked::rank));
                mergeOverlapping(overlapping, fromMillis, toMillis, into);
            }
            from = to;
        }
    }

    /** Appends what matters of the samples of all chunks within the range, or more of them. */
    public static void read(
            List<Chunk> chunks,
            long fromMillis,
            long toMillis,
            Interest interest,
            SampleBuffer into) {
        List<Chunk> sorted = chunks;
        if (!isAscending(chunks)) {
            sorted = new ArrayList<>(chunks);
            sorted.sort(Comparator.comparingLong(Chunk::minTime));
        }
        if (!isAscending(sorted)) {
            // Which of two samples stays is known once all of both are there.
            read(chunks, fromMillis, toMillis, into);
            return;
        }
        for (Chunk chunk : sorted) {
            chunk.read(fromMillis, toMillis, interest, into);
        }
    }

    private record Ranked(Chunk chunk, int rank) {}

    private static boolean isAscending(List<Chunk> chunks) {
        for (int i = 1; i < chunks.size(); i++) {
            if (chunks.get(i).minTime() <= chunks.get(i - 1).maxTime()) {
                return false;
            }
        }
        return true;
    }

    private static void mergeOverlapping(
            List<Ranked> chunks, long fromMillis, long toMillis, SampleBuffer into) {
        SampleBuffer merged = new SampleBuffer();
        for (Ranked ranked : chunks) {
            SampleBuffer next = new SampleBuffer();
            ranked.chunk.read(fromMillis, toMillis, next);
            merged = merged.isEmpty() ? next : merge(merged, next);
        }
        for (int i = 0; i < merged.size(); i++) {
            copy(merged, i, into);
        }
    }

    private static SampleBuffer merge(SampleBuffer first, SampleBuffer second) {
        SampleBuffer out = new SampleBuffer();
        out.reserve(first.size() + second.size());
        int a = 0;
        int b = 0;
        while (a < first.size() || b < second.size()) {
            if (b == second.size()) {
                copy(first, a++, out);
            } else if (a == first.size()) {
                copy(second, b++, out);
            } else {
                long timeA = first.timestamps()[a];
                long timeB = second.timestamps()[b];
                if (timeA <= timeB) {
                    copy(first, a++, out);
                    b += timeA == timeB ? 1 : 0;
                } else {
                    copy(second, b++, out);
                }
            }
        }
        return out;
    }

    /** Appends sample {@code index} of one buffer to another. */
    public static void copy(SampleBuffer from, int index, SampleBuffer into) {
        NativeHistogram histogram = from.histogram(index);
        if (histogram == null) {
            into.add(from.timestamps()[index], from.values()[index]);
        } else {
            into.add(from.timestamps()[index], histogram);
        }
        long[] starts = from.startTimestamps();
        if (starts != null && starts[index] != 0) {
            into.startedAt(starts[index]);
        }
    }
}
