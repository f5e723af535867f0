package dev.muninn.store.care;

import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.rollup.RollupLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes the oldest blocks while all files together are larger than they may be. */
final class SizeLimit {

    /*
     * The block with the greatest share of its retention behind it goes first, as if all retentions
     * were shortened alike: samples of ten days out of fifteen go before hours of one year out of
     * two. The log is never touched: what it has is in no block yet.
     */

    private static final System.Logger logger = System.getLogger(SizeLimit.class.getName());

    private final StoreCore core;
    private final List<RollupLevel> levels = new ArrayList<>();

    SizeLimit(StoreCore core) {
        this.core = core;
        RetentionOptions retention = core.options().retention();
        // Samples are buckets of no width.
        levels.add(new RollupLevel(Duration.ZERO, retention.raw()));
        levels.addAll(retention.rollups().levels());
    }

    /** A block that is to go, with all of its width that are as old. */
    private record Oldest(long widthMillis, long maxTime, double shareOfRetention) {}

    /** Brings the size below the limit; how many blocks that took. */
    int enforce(long nowMillis) throws IOException {
        long limit = core.options().retention().maxBytes();
        long before = bytes();
        int gone = 0;
        while (limit > 0 && bytes() > limit) {
            Oldest oldest = oldest(nowMillis);
            if (oldest == null) {
                break;
            }
            if (oldest.widthMillis == 0) {
                core.floor().raise(oldest.maxTime + 1);
            }
            gone += core.blocks().deleteOlderThan(oldest.widthMillis, oldest.maxTime + 1);
        }
        if (gone > 0) {
            logger.log(
                    System.Logger.Level.INFO,
                    "deleted {0} blocks for want of room: blocks and log took {1} bytes,"
                            + " store.retention.size is {2}, now they take {3}",
                    gone,
                    before,
                    limit,
                    bytes());
        }
        return gone;
    }

    private long bytes() {
        return core.blocks().bytes() + core.log().bytes();
    }

    private @Nullable Oldest oldest(long nowMillis) {
        Oldest oldest = null;
        for (BlockMeta meta : core.blocks().allMetas()) {
            for (RollupLevel level : levels) {
                if (level.widthMillis() == meta.widthMillis()) {
                    double share =
                            (double) (nowMillis - meta.maxTime()) / level.retention().toMillis();
                    if (oldest == null || share > oldest.shareOfRetention) {
                        oldest = new Oldest(meta.widthMillis(), meta.maxTime(), share);
                    }
                }
            }
        }
        return oldest;
    }
}
