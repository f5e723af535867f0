package dev.muninn.store.care;

import dev.muninn.model.MuninnException;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.Origin;
import dev.muninn.store.block.Origin.Buckets;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.rollup.CleanParts;
import dev.muninn.store.rollup.RollupBuilder;
import dev.muninn.store.rollup.RollupLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Joins blocks of buckets of consecutive days to longer ones. */
final class RollupJoiner {

    private static final System.Logger logger = System.getLogger(RollupJoiner.class.getName());

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    /** Days in a longer block, if its level is kept for seven times as many. */
    private static final int[] JOINED_DAYS = {8, 64, 512};

    private static final int RETENTION_SHARE = 7;

    private final StoreCore core;
    private final Flusher flusher;
    private final CleanRollups clean;

    /** Blocks of groups with damage; joining would only spread or hide it. */
    private final Set<Long> unreadable = new HashSet<>();

    RollupJoiner(StoreCore core, Flusher flusher, CleanRollups clean) {
        this.core = core;
        this.flusher = flusher;
        this.clean = clean;
    }

    /** Joins blocks once, if that is due; false if nothing is. */
    boolean joinOnce(RollupLevel level) throws IOException {
        List<Block> group = new ArrayList<>();
        try (BlockWriter writer = begin(level, group)) {
            if (writer == null) {
                return false;
            }
            join(group, writer);
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.CORRUPT) {
                throw e;
            }
            logger.log(
                    System.Logger.Level.WARNING, "rollups stay as they are: {0}", e.getMessage());
            group.forEach(block -> unreadable.add(block.meta().sequence()));
        } finally {
            group.forEach(Block::release);
        }
        return true;
    }

    /** Chooses blocks, which are then the caller's to release; null if none are to be joined. */
    private @Nullable BlockWriter begin(RollupLevel level, List<Block> group) throws IOException {
        // No flush may be under way when the new block gets its number: it claims to have all
        // flushes with lower ones, which holds as its parts are up to date.
        synchronized (flusher) {
            List<Block> blocks = core.blocks().acquire(meta -> true);
            group.addAll(due(level, blocks));
            blocks.removeAll(group);
            blocks.forEach(Block::release);
            if (group.isEmpty()) {
                return null;
            }
            long from = group.getFirst().meta().minTime();
            long to = group.stream().mapToLong(block -> block.meta().maxTime()).max().orElse(0);
            Buckets buckets = new Buckets(level.widthMillis(), from, to);
            return core.blocks().writer(Origin.mergedRollups(group, buckets));
        }
    }

    /** Blocks to join to one of the next length, or none. */
    private List<Block> due(RollupLevel level, List<Block> blocks) {
        List<Block> rollups = new ArrayList<>();
        List<BlockMeta> samples = new ArrayList<>();
        for (Block block : blocks) {
            if (!block.meta().isRollup()) {
                samples.add(block.meta());
            } else if (block.meta().widthMillis() == level.widthMillis()) {
                rollups.add(block);
            }
        }
        List<CleanParts.Part> parts = clean.of(rollups, samples);
        for (int days : JOINED_DAYS) {
            long length = days * DAY;
            if (length <= level.retention().toMillis() / RETENTION_SHARE) {
                List<Block> group = group(rollups, length);
                if (!group.isEmpty() && isClean(group, rollups, parts)) {
                    return group;
                }
            }
        }
        return List.of();
    }

    /** Blocks without gaps in one range of the length that is over, or none. */
    private List<Block> group(List<Block> rollups, long length) {
        List<Block> byTime = new ArrayList<>(rollups);
        byTime.sort(Comparator.comparingLong(block -> block.meta().minTime()));
        List<Block> group = new ArrayList<>();
        for (Block block : byTime) {
            BlockMeta meta = block.meta();
            long start = Math.floorDiv(meta.minTime(), length) * length;
            boolean isOver = start + length + 2 * DAY <= core.newest();
            boolean fits = meta.maxTime() <= start + length;
            if (!fits || !isOver || unreadable.contains(meta.sequence())) {
                continue;
            }
            BlockMeta last = group.isEmpty() ? null : group.getLast().meta();
            if (last != null && (last.maxTime() < meta.minTime() || last.minTime() < start)) {
                if (group.size() > 1) {
                    return group;
                }
                group.clear();
            }
            group.add(block);
        }
        return group.size() > 1 ? group : List.of();
    }

    private static boolean isClean(
            List<Block> group, List<Block> rollups, List<CleanParts.Part> clean) {
        long covered = group.getFirst().meta().minTime();
        for (CleanParts.Part part : clean) {
            if (group.contains(rollups.get(part.block())) && part.afterMillis() == covered) {
                covered = part.toMillis();
            }
        }
        return covered >= group.stream().mapToLong(b -> b.meta().maxTime()).max().orElse(0);
    }

    private void join(List<Block> group, BlockWriter writer) throws IOException {
        List<BlockMeta> metas = group.stream().map(Block::meta).toList();
        RollupBuilder.ofRollups(
                group,
                core.blocks().tombstones(),
                CleanParts.of(metas, List.of(), Long.MIN_VALUE),
                writer);
        metas.forEach(meta -> meta.gaps().forEach(writer::lacks));
        core.blocks().publish(writer);
        core.blocks().forgetTombstones();
    }
}
