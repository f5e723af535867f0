package dev.muninn.store.care;

import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.rollup.CleanParts;
import java.util.ArrayList;
import java.util.List;

/** Which times blocks of buckets can answer for as they are, deletions included. */
final class CleanRollups {

    private final StoreCore core;

    CleanRollups(StoreCore core) {
        this.core = core;
    }

    /**
     * The parts that lack nothing, ascending.
     *
     * @param rollups all blocks of one width
     * @param samples blocks of samples of the same moment
     */
    List<CleanParts.Part> of(List<Block> rollups, List<BlockMeta> samples) {
        long since = core.samplesSince();
        List<BlockMeta> metas = rollups.stream().map(Block::meta).toList();
        List<CleanParts.Part> clean = new ArrayList<>();
        for (CleanParts.Part part : CleanParts.of(metas, samples, since)) {
            BlockMeta meta = metas.get(part.block());
            long from = Math.max(part.afterMillis() + 1, since);
            boolean lacksDeletion =
                    from <= part.toMillis()
                            && core.blocks()
                                    .tombstones()
                                    .concern(meta.sequence(), new TimeRange(from, part.toMillis()));
            if (!lacksDeletion) {
                clean.add(part);
            }
        }
        return clean;
    }
}
