package dev.muninn.store.care;

import dev.muninn.model.MuninnException;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMerge;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.Origin;
import dev.muninn.store.core.StoreCore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Merges blocks into longer ones, which are smaller in sum and quicker to read. */
public final class Compactor {

    /*
     * Blocks that overlap are merged first, all that hang together at once, so that among those left
     * the order in which they were written no longer matters. Then those within one range of the next
     * length, once the range is over.
     */

    private static final System.Logger logger = System.getLogger(Compactor.class.getName());

    /** As many as a block can name as its parents. */
    private static final int MAX_MERGED = 256;

    private final StoreCore core;
    private final Flusher flusher;
    private final BlockRanges ranges;

    /** Blocks with damage; merging would only spread or hide it. */
    private final Set<Long> unreadable = new HashSet<>();

    public Compactor(StoreCore core, Flusher flusher) {
        this.core = core;
        this.flusher = flusher;
        this.ranges = new BlockRanges(core.options().retention().raw());
    }

    /** Does one merge that is due; false if none is. */
    synchronized boolean compactOnce() throws IOException {
        long newest = core.newest();
        return merge(range -> range.end() <= newest);
    }

    /** Does all merges there are to do, ranges that are not over included. */
    public synchronized void compactAll() throws IOException {
        boolean isMore = true;
        while (isMore) {
            isMore = merge(range -> true);
        }
    }

    private boolean merge(Predicate<BlockRanges.Range> isDue) throws IOException {
        if (!core.blocks().tidyUp()) {
            return false;
        }
        List<Block> chosen = new ArrayList<>();
        try (BlockWriter writer = begin(isDue, chosen)) {
            if (writer == null) {
                return false;
            }
            long started = core.clock().nanos();
            BlockMerge.copy(chosen, core.blocks().tombstones(), writer);
            core.blocks().publish(writer);
            core.blocks().forgetTombstones();
            core.telemetry().compacted(chosen.size(), core.clock().nanos() - started);
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.CORRUPT) {
                throw e;
            }
            logger.log(System.Logger.Level.WARNING, "blocks stay as they are: {0}", e.getMessage());
            chosen.forEach(block -> unreadable.add(block.meta().sequence()));
        } finally {
            chosen.forEach(Block::release);
        }
        return true;
    }

    /** Chooses blocks, which are then the caller's to release; null if nothing is to be merged. */
    private @Nullable BlockWriter begin(Predicate<BlockRanges.Range> isDue, List<Block> chosen)
            throws IOException {
        // No flush may be under way when the new block gets its number: blocks that come later have
        // to have higher ones.
        synchronized (flusher) {
            List<Block> acquired = core.blocks().acquire(Long.MIN_VALUE, Long.MAX_VALUE);
            List<Long> parents = plan(acquired, isDue);
            for (Block block : acquired) {
                if (parents.contains(block.meta().sequence())) {
                    chosen.add(block);
                } else {
                    block.release();
                }
            }
            return chosen.isEmpty() ? null : core.blocks().writer(Origin.merged(chosen));
        }
    }

    /** The blocks to merge next, oldest first. */
    private List<Long> plan(List<Block> blocks, Predicate<BlockRanges.Range> isDue) {
        List<BlockMeta> readable = new ArrayList<>();
        for (Block block : blocks) {
            if (!unreadable.contains(block.meta().sequence())) {
                readable.add(block.meta());
            }
        }
        List<BlockMeta> found = overlapping(readable);
        for (long length : ranges.lengths()) {
            if (found.isEmpty() && length > BlockRanges.SHORTEST) {
                found = within(length, readable, isDue);
            }
        }
        found.sort(Comparator.comparingLong(BlockMeta::sequence));
        return new ArrayList<>(found.stream().map(BlockMeta::sequence).toList());
    }

    private static List<BlockMeta> overlapping(List<BlockMeta> blocks) {
        List<BlockMeta> byTime = new ArrayList<>(blocks);
        byTime.sort(Comparator.comparingLong(BlockMeta::minTime));
        List<BlockMeta> group = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (BlockMeta block : byTime) {
            if (!group.isEmpty() && block.minTime() > end) {
                if (group.size() > 1) {
                    return group;
                }
                group.clear();
            }
            if (group.size() < MAX_MERGED) {
                group.add(block);
                end = Math.max(end, block.maxTime());
            }
        }
        return group.size() > 1 ? group : new ArrayList<>();
    }

    private static List<BlockMeta> within(
            long length, List<BlockMeta> blocks, Predicate<BlockRanges.Range> isDue) {
        Map<Long, List<BlockMeta>> byRange = new TreeMap<>();
        for (BlockMeta block : blocks) {
            long start = Math.floorDiv(block.minTime(), length) * length;
            if (block.maxTime() < start + length) {
                byRange.computeIfAbsent(start, s -> new ArrayList<>()).add(block);
            }
        }
        for (var entry : byRange.entrySet()) {
            long start = entry.getKey();
            boolean isReady = isDue.test(new BlockRanges.Range(start, start + length));
            List<BlockMeta> group = entry.getValue();
            if (isReady && group.size() > 1) {
                return new ArrayList<>(group.subList(0, Math.min(group.size(), MAX_MERGED)));
            }
        }
        return new ArrayList<>();
    }
}
