package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.Origin;
import dev.muninn.store.block.Origin.Buckets;
import dev.muninn.store.rollup.CleanParts;
import dev.muninn.store.rollup.RollupBuilder;
import dev.muninn.store.rollup.RollupBuilder.Target;
import dev.muninn.store.rollup.RollupLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes blocks of buckets day by day, again where samples came late, and joins them to longer. */
final class RollupKeeper {

    /*
     * A day is rolled up in all widths at once when it is a day over: nearly all late samples are in
     * by then, and younger data is quick to read as it is. Readers make the buckets of younger data
     * of the samples, so these are right at any time.
     */

    private static final System.Logger logger = System.getLogger(RollupKeeper.class.getName());

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    /** Days in a longer block, if its level is kept for seven times as many. */
    private static final int[] JOINED_DAYS = {8, 64, 512};

    private static final int RETENTION_SHARE = 7;

    private final StoreCore core;
    private final Flusher flusher;

    /** Days that could not be read, with the number of the newest block by then. */
    private final Map<Long, Long> unreadable = new HashMap<>();

    /** What there was when nothing was due. */
    private Moment idle = new Moment(-1, -1, -1);

    private record Moment(long lastSequence, long newestDay, int tombstones) {}

    RollupKeeper(StoreCore core, Flusher flusher) {
        this.core = core;
        this.flusher = flusher;
    }

    /** Rolls up one day or joins blocks once, if that is due; false if nothing is. */
    synchronized boolean keepOnce() throws IOException {
        Moment now =
                new Moment(
                        core.blocks().lastSequence(),
                        Math.floorDiv(core.newest(), DAY),
                        core.blocks().tombstones().size());
        if (now.equals(idle)) {
            return false;
        }
        List<Block> blocks = core.blocks().acquire(meta -> true);
        try {
            Long day = dueDay(blocks);
            if (day != null) {
                rollUp(day);
                return true;
            }
            for (RollupLevel level : core.options().rollups().levels()) {
                if (joinOnce(level, blocks)) {
                    return true;
                }
            }
        } finally {
            blocks.forEach(Block::release);
        }
        idle = now;
        return false;
    }

    /** The start of the oldest day that lacks buckets which samples could give it. */
    private @Nullable Long dueDay(List<Block> blocks) {
        List<BlockMeta> samples = metas(blocks, 0);
        Long due = null;
        for (RollupLevel level : core.options().rollups().levels()) {
            if (level.isKept()) {
                List<Block> rollups = ofWidth(blocks, level.widthMillis());
                List<CleanParts.Part> clean = clean(rollups, samples);
                for (BlockMeta meta : samples) {
                    long first = day(meta.minTime() - 1);
                    for (long day = first; day < meta.maxTime(); day += DAY) {
                        if ((due == null || day < due) && isDue(day, level, rollups, clean)) {
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

    private static List<BlockMeta> metas(List<Block> blocks, long widthMillis) {
        return ofWidth(blocks, widthMillis).stream().map(Block::meta).toList();
    }

    /** Parts that lack nothing, deletions included. */
    private List<CleanParts.Part> clean(List<Block> rollups, List<BlockMeta> samples) {
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

    private void rollUp(long day) throws IOException {
        long end = day + DAY;
        if (core.headOldest() <= end) {
            flusher.flush(end + 1);
        }
        List<Block> blocks;
        List<Target> targets = new ArrayList<>();
        List<BlockWriter> writers = new ArrayList<>();
        // No flush may be under way when the new blocks get their numbers: they claim to have all
        // flushes with lower ones.
        synchronized (flusher) {
            blocks = core.blocks().acquire(meta -> meta.overlaps(day + 1, end));
            for (RollupLevel level : core.options().rollups().levels()) {
                BlockWriter writer = null;
                if (level.isKept()) {
                    writer = core.blocks().writer(origin(level.widthMillis(), blocks, day));
                    writers.add(writer);
                }
                targets.add(new Target(level.widthMillis(), writer, isNoLonger(level)));
            }
        }
        long started = core.clock().nanos();
        try {
            RollupBuilder.ofSamples(
                    ofWidth(blocks, 0),
                    core.blocks().tombstones(),
                    new TimeRange(day + 1, end),
                    targets);
            core.blocks().publish(writers);
            core.blocks().forgetTombstones();
            core.telemetry().rolledUp(core.clock().nanos() - started);
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.CORRUPT) {
                throw e;
            }
            logger.log(System.Logger.Level.WARNING, "day not rolled up: {0}", e.getMessage());
            unreadable.put(day, core.blocks().lastSequence());
        } finally {
            for (BlockWriter writer : writers) {
                writer.close();
            }
            blocks.forEach(Block::release);
        }
    }

    /** Whether buckets go no later than the samples do. */
    private boolean isNoLonger(RollupLevel level) {
        return level.retention().compareTo(core.options().rawRetention()) <= 0;
    }

    private static Origin origin(long widthMillis, List<Block> blocks, long day) {
        List<Block> replaced = new ArrayList<>();
        for (Block block : ofWidth(blocks, widthMillis)) {
            if (block.meta().minTime() >= day && block.meta().maxTime() <= day + DAY) {
                replaced.add(block);
            }
        }
        return Origin.rolledUp(replaced, new Buckets(widthMillis, day, day + DAY));
    }

    private boolean joinOnce(RollupLevel level, List<Block> blocks) throws IOException {
        List<Block> rollups = ofWidth(blocks, level.widthMillis());
        List<CleanParts.Part> clean = clean(rollups, metas(blocks, 0));
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
            if (meta.maxTime() > start + length || start + length + 2 * DAY > core.newest()) {
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
            core.blocks().publish(writer);
            core.blocks().forgetTombstones();
        }
    }

    /** Deletes the blocks of buckets that are past their retention; how many there were. */
    synchronized int expire(long nowMillis) throws IOException {
        int gone = 0;
        for (RollupLevel level : core.options().rollups().levels()) {
            gone +=
                    core.blocks()
                            .deleteOlderThan(
                                    level.widthMillis(), nowMillis - level.retention().toMillis());
        }
        return gone;
    }
}
