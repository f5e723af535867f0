package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.head.HeadSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The series of some blocks that match, each once and in order of their labels: the same for ever,
 * as blocks do not change. Filled by one thread, then read by many, who add what they look up.
 */
final class BlockJoin {

    /**
     * The series of a selection, in order of their labels.
     *
     * @param headChunks what the head has of each; empty if it has nothing of any
     */
    record Members(List<FoundSeries> series, List<List<Chunk>> headChunks) {

        /** What the head has of a series. */
        List<Chunk> headChunks(int index) {
            return headChunks.isEmpty() ? List.of() : headChunks.get(index);
        }
    }

    private static final Comparator<Labels> ORDER = Labels::compareTo;

    private final List<FoundSeries> series = new ArrayList<>();

    /** Places in the sorted list; while that is filled, in the order of appearance. */
    private final Map<Hash128, Integer> numbers = new HashMap<>();

    private final AtomicLong chunkBytes = new AtomicLong();

    /** Adds a series of a block; the labels are asked for if no block before had it. */
    void add(Hash128 hash, int block, int numberThere, Supplier<Labels> labels) {
        Integer known = numbers.get(hash);
        if (known == null) {
            known = series.size();
            numbers.put(hash, known);
            series.add(new FoundSeries(labels.get(), hash, this::grew));
        }
        series.get(known).add(block, numberThere);
    }

    /** Sorts the series; to be called once all are there. */
    void sort() {
        // Blocks tell theirs sorted, which makes sorting all of them quick.
        series.sort(Comparator.comparing(FoundSeries::labels, ORDER));
        for (int i = 0; i < series.size(); i++) {
            numbers.put(series.get(i).hash(), i);
        }
    }

    int size() {
        return series.size();
    }

    /** Counts what was looked up for a series, to stay with it. */
    void grew(int more) {
        chunkBytes.addAndGet(more);
    }

    /** What is held of the places of chunks by now, about. */
    long chunkBytes() {
        return chunkBytes.get();
    }

    /** These series with what the head has of them, and those that only the head has. */
    Members with(List<HeadSeries> head) {
        if (head.isEmpty()) {
            return new Members(series, List.of());
        }
        List<List<Chunk>> chunks = new ArrayList<>(Collections.nCopies(series.size(), List.of()));
        List<HeadSeries> others = new ArrayList<>();
        for (HeadSeries one : head) {
            Integer number = numbers.get(one.hash());
            if (number == null) {
                others.add(one);
            } else {
                chunks.set(number, one.chunks());
            }
        }
        if (others.isEmpty()) {
            return new Members(series, chunks);
        }
        others.sort(Comparator.comparing(HeadSeries::labels, ORDER));
        return merged(chunks, others);
    }

    private Members merged(List<List<Chunk>> chunks, List<HeadSeries> others) {
        int size = series.size() + others.size();
        List<FoundSeries> all = new ArrayList<>(size);
        List<List<Chunk>> chunksOfAll = new ArrayList<>(size);
        int next = 0;
        for (HeadSeries other : others) {
            while (next < series.size()
                    && series.get(next).labels().compareTo(other.labels()) < 0) {
                all.add(series.get(next));
                chunksOfAll.add(chunks.get(next++));
            }
            all.add(new FoundSeries(other.labels(), other.hash(), more -> {}));
            chunksOfAll.add(other.chunks());
        }
        all.addAll(series.subList(next, series.size()));
        chunksOfAll.addAll(chunks.subList(next, series.size()));
        return new Members(all, chunksOfAll);
    }
}
