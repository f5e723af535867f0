package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.Origin;
import dev.muninn.store.block.Origin.Buckets;
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

/** Joins blocks of buckets of consecutive days to longer ones. */
final class RollupJoiner {

    private static final System.Logger logger = System.getLogger(RollupJoiner.class.getName());

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    /** Days in a longer block, if its level is kept for seven times as many. */
    private static final int[] JOINED_DAYS = {8, 64, 512};

    private static final int RETENTION_SHARE = 7;

    private final StoreCore core;

    /** Blocks of groups with damage; joining would only spread or hide it. */
    private final Set<Long> unreadable = new HashSet<>();

    RollupJoiner(StoreCore core) {
        this.core = core;
    }

    /**
     * Joins blocks once, if that is due; false if nothing is.
     *
     * @param rollups all of the level
     * @param clean the parts of these that are up to date
     */
    boolean joinOnce(RollupLevel level, List<Block> rollups, List<CleanParts.Part> clean)
            throws IOException {
        for (int days : JOINED_DAYS) {
            long length = days * DAY;
            if (length <= level.retention().toMillis() / RETENTION_SHARE) {
                List<Block> group = group(rollups, length);
                if (!group.isEmpty() && isClean(group, rollups, clean)) {
                    join(level.widthMillis(), group);
                    return true;
                }
            }
        }
        return false;
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

    private void join(long widthMillis, List<Block> group) throws IOException {
        List<BlockMeta> metas = group.stream().map(Block::meta).toList();
        long to = metas.stream().mapToLong(BlockMeta::maxTime).max().orElse(0);
        Buckets buckets = new Buckets(widthMillis, metas.getFirst().minTime(), to);
        try (BlockWriter writer = core.blocks().writer(Origin.mergedRollups(group, buckets))) {
            RollupBuilder.ofRollups(
                    group,
                    core.blocks().tombstones(),
                    CleanParts.of(metas, List.of(), Long.MIN_VALUE),
                    writer);
            metas.forEach(meta -> meta.gaps().forEach(writer::lacks));
            core.blocks().publish(writer);
            core.blocks().forgetTombstones();
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.CORRUPT) {
                throw e;
            }
            logger.log(
                    System.Logger.Level.WARNING, "rollups stay as they are: {0}", e.getMessage());
            metas.forEach(meta -> unreadable.add(meta.sequence()));
        }
    }
}
