package dev.muninn.store.care;

import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.rollup.CleanParts;
import dev.muninn.store.rollup.RollupLevel;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes blocks of buckets day by day, again where samples came late, and joins them to longer. */
public final class RollupKeeper {

    /*
     * A day is rolled up in all widths at once when it is a day over: nearly all late samples are in
     * by then, and younger data is quick to read as it is. Readers make the buckets of younger data
     * of the samples, so these are right at any time.
     */

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final StoreCore core;
    private final CleanRollups clean;
    private final DayRoller roller;
    private final RollupJoiner joiner;

    /** Days that could not be read again, with the number of the newest block by then. */
    private final Map<Long, Long> unreadable = new HashMap<>();

    /** What there was when nothing was due. */
    private Moment idle = new Moment(-1, -1, -1);

    private record Moment(long lastSequence, long newestDay, int tombstones) {}

    public RollupKeeper(StoreCore core, Flusher flusher) {
        this.core = core;
        roller = new DayRoller(core, flusher);
        clean = new CleanRollups(core);
        joiner = new RollupJoiner(core, flusher, clean);
    }

    /** Rolls up one day or joins blocks once, if that is due; false if nothing is. */
    public synchronized boolean keepOnce() throws IOException {
        Moment now =
                new Moment(
                        core.blocks().lastSequence(),
                        Math.floorDiv(core.newest(), DAY),
                        core.blocks().tombstones().size());
        if (now.equals(idle) || !core.blocks().tidyUp()) {
            return false;
        }
        List<Block> blocks = core.blocks().acquire(meta -> true);
        try {
            Long day = dueDay(blocks);
            if (day != null) {
                if (!roller.rollUp(day)) {
                    unreadable.put(day, core.blocks().lastSequence());
                }
                return true;
            }
        } finally {
            blocks.forEach(Block::release);
        }
        for (RollupLevel level : core.options().retention().rollups().levels()) {
            if (joiner.joinOnce(level)) {
                return true;
            }
        }
        idle = now;
        return false;
    }

    /** The start of the oldest day that lacks buckets which samples could give it. */
    private @Nullable Long dueDay(List<Block> blocks) {
        List<BlockMeta> samples = ofWidth(blocks, 0).stream().map(Block::meta).toList();
        Long due = null;
        for (RollupLevel level : core.options().retention().rollups().levels()) {
            if (level.isKept()) {
                List<Block> rollups = ofWidth(blocks, level.widthMillis());
                List<CleanParts.Part> parts = clean.of(rollups, samples);
                for (BlockMeta meta : samples) {
                    long first = day(meta.minTime() - 1);
                    for (long day = first; day < meta.maxTime(); day += DAY) {
                        if ((due == null || day < due) && isDue(day, level, rollups, parts)) {
                            due = day;
                        }
                    }
                }
            }
        }
        return due;
    }

    private static long day(long millis) {
        return Math.floorDiv(millis, DAY) * DAY;
    }

    private static List<Block> ofWidth(List<Block> blocks, long widthMillis) {
        return blocks.stream().filter(b -> b.meta().widthMillis() == widthMillis).toList();
    }

    private boolean isDue(
            long day, RollupLevel level, List<Block> rollups, List<CleanParts.Part> clean) {
        long end = day + DAY;
        if (end + DAY > core.newest()
                || end < core.newest() - level.retention().toMillis()
                || unreadable.getOrDefault(day, -1L) == core.blocks().lastSequence()) {
            return false;
        }
        boolean isAgain = rollups.stream().anyMatch(b -> b.meta().overlaps(day + 1, end));
        if (isAgain && (day < core.samplesSince() || core.headOldest() <= end)) {
            // Its samples may be gone in part, so what there is, is the best there will ever be; or
            // late ones still come, which are worth the work only once they are flushed.
            return false;
        }
        long covered = day;
        for (CleanParts.Part part : clean) {
            if (part.afterMillis() <= covered && part.toMillis() > covered) {
                covered = part.toMillis();
            }
        }
        return covered < end;
    }

    /** Deletes the blocks of buckets that are past their retention; how many there were. */
    synchronized int expire(long nowMillis) {
        int gone = 0;
        for (RollupLevel level : core.options().retention().rollups().levels()) {
            gone +=
                    core.blocks()
                            .deleteOlderThan(
                                    level.widthMillis(), nowMillis - level.retention().toMillis());
        }
        return gone;
    }
}
