package dev.muninn.store.block;

import java.util.List;

/**
 * Where a new block's content comes from.
 *
 * @param level one more than that of its parents, 0 without
 * @param parents blocks that it takes the place of
 * @param newestSource as {@link BlockMeta#newestSource}, or 0 for the block's own number
 * @param buckets which buckets it has, or none
 */
public record Origin(int level, List<Long> parents, long newestSource, Buckets buckets) {

    /** All buckets of a width, 0 for samples instead, that end behind one time and by another. */
    public record Buckets(long widthMillis, long afterMillis, long toMillis) {

        static final Buckets NONE = new Buckets(0, 0, 0);
    }

    /** Samples from memory. */
    public static final Origin FLUSH = new Origin(0, List.of(), 0, Buckets.NONE);

    /** Samples of the blocks, which are replaced. */
    public static Origin merged(List<Block> blocks) {
        long newest = blocks.stream().mapToLong(b -> b.meta().newestSource()).max().orElse(0);
        return new Origin(level(blocks), sequences(blocks), newest, Buckets.NONE);
    }

    /** Buckets made of all samples there are by now; the blocks are replaced. */
    public static Origin rolledUp(List<Block> replaced, Buckets buckets) {
        return new Origin(0, sequences(replaced), 0, buckets);
    }

    /** Buckets of the blocks, which are replaced and have all samples there are by now. */
    public static Origin mergedRollups(List<Block> blocks, Buckets buckets) {
        return new Origin(level(blocks), sequences(blocks), 0, buckets);
    }

    private static int level(List<Block> parents) {
        return 1 + parents.stream().mapToInt(block -> block.meta().level()).max().orElse(-1);
    }

    private static List<Long> sequences(List<Block> blocks) {
        return blocks.stream().map(block -> block.meta().sequence()).toList();
    }
}
