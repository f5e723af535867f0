package dev.muninn.store.rollup;

import dev.muninn.store.block.BlockMeta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which times the blocks of a width can answer for as they are. */
public final class CleanParts {

    /*
     * A block of buckets has all flushes up to its newest source. Where a block of samples has a
     * newer one, late samples may be missing in the buckets, which are made of the samples until
     * they are rebuilt. Samples past their retention are no better source any more.
     */

    /** Buckets that end in (after, to], to be read from the block at this place of the list. */
    public record Part(int block, long afterMillis, long toMillis) {}

    private CleanParts() {}

    /**
     * The parts that are up to date, ascending, none overlapping another.
     *
     * @param rollups blocks of one width
     * @param samples blocks of samples of the same moment
     * @param samplesSince samples before may be gone
     */
    public static List<Part> of(
            List<BlockMeta> rollups, List<BlockMeta> samples, long samplesSince) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rollups.size(); i++) {
            order.add(i);
        }
        // A later block counts where it overlaps an earlier one.
        order.sort(Comparator.comparingLong(i -> -rollups.get(i).sequence()));
        List<Part> parts = new ArrayList<>();
        Spans taken = new Spans();
        for (int i : order) {
            BlockMeta block = rollups.get(i);
            Spans left = new Spans();
            left.add(block.minTime(), block.maxTime());
            left.removeAll(taken);
            taken.add(block.minTime(), block.maxTime());
            for (BlockMeta sample : samples) {
                if (sample.newestSource() > block.newestSource()) {
                    left.removeTimes(
                            sample.minTime(), sample.maxTime(), block.widthMillis(), samplesSince);
                }
            }
            left.forEach((after, to) -> parts.add(new Part(i, after, to)));
        }
        parts.sort(Comparator.comparingLong(Part::afterMillis));
        return parts;
    }
}
