package dev.muninn.store.care;

import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.DamagedBlock;
import dev.muninn.store.block.MissingSamples;
import dev.muninn.store.block.Origin;
import dev.muninn.store.block.Origin.Buckets;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.rollup.RollupBuilder;
import dev.muninn.store.rollup.RollupBuilder.Target;
import dev.muninn.store.rollup.RollupLevel;
import dev.muninn.store.wal.LogGap;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the blocks of buckets of one day, in all widths at once. */
final class DayRoller {

    private static final System.Logger logger = System.getLogger(DayRoller.class.getName());

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final StoreCore core;
    private final Flusher flusher;

    DayRoller(StoreCore core, Flusher flusher) {
        this.core = core;
        this.flusher = flusher;
    }

    /**
     * Makes the blocks of the day, of what can be read.
     *
     * @return false if there are some already that may have been made when more could be read
     */
    boolean rollUp(long day) throws IOException {
        long end = day + DAY;
        if (core.headOldest() <= end) {
            flusher.flush(end + 1);
        }
        List<Block> blocks = new ArrayList<>();
        List<BlockWriter> writers = new ArrayList<>();
        long started = core.clock().nanos();
        try {
            List<Target> targets = begin(day, blocks, writers);
            List<MissingSamples> missing =
                    RollupBuilder.ofSamples(
                            blocks.stream().filter(b -> !b.meta().isRollup()).toList(),
                            core.blocks().tombstones(),
                            new TimeRange(day + 1, end),
                            targets,
                            core.options().retention().rollups()::keepsSketches);
            if (!missing.isEmpty()) {
                logger.log(
                        System.Logger.Level.WARNING,
                        "rolling up the day {0}: {1}",
                        LocalDate.ofEpochDay(day / DAY),
                        missing.getFirst());
            }
            boolean isAgain = blocks.stream().anyMatch(block -> block.meta().isRollup());
            if (isAgain && !missing.isEmpty()) {
                return false;
            }
            for (TimeRange gap : gaps(missing, new TimeRange(day + 1, end))) {
                writers.forEach(writer -> writer.lacks(gap));
            }
            core.blocks().publish(writers);
            core.blocks().forgetTombstones();
            core.telemetry().rolledUp(core.clock().nanos() - started);
            return true;
        } finally {
            for (BlockWriter writer : writers) {
                writer.close();
            }
            blocks.forEach(Block::release);
        }
    }

    /** The times of which samples are missing, wherever these would have been. */
    private List<TimeRange> gaps(List<MissingSamples> missing, TimeRange times) {
        List<TimeRange> gaps = new ArrayList<>();
        missing.forEach(samples -> gaps.add(samples.times()));
        for (DamagedBlock file : core.blocks().damaged()) {
            if (file.hasSamples()) {
                gaps.add(new TimeRange(file.minTime(), file.maxTime()));
            }
        }
        for (LogGap gap : core.gaps()) {
            gaps.add(new TimeRange(gap.oldestMillis(), gap.newestMillis()));
        }
        gaps.removeIf(gap -> !gap.overlaps(times.fromMillis(), times.toMillis()));
        gaps.replaceAll(
                gap ->
                        new TimeRange(
                                Math.max(gap.fromMillis(), times.fromMillis()),
                                Math.min(gap.toMillis(), times.toMillis())));
        return gaps;
    }

    /** Begins a block for each width; blocks and writers are then the caller's to end. */
    private List<Target> begin(long day, List<Block> blocks, List<BlockWriter> writers)
            throws IOException {
        List<Target> targets = new ArrayList<>();
        // No flush may be under way when the new blocks get their numbers: they claim to have all
        // flushes with lower ones.
        synchronized (flusher) {
            blocks.addAll(core.blocks().acquire(meta -> meta.overlaps(day + 1, day + DAY)));
            for (RollupLevel level : core.options().retention().rollups().levels()) {
                BlockWriter writer = null;
                if (level.isKept()) {
                    writer = core.blocks().writer(origin(level.widthMillis(), blocks, day));
                    writers.add(writer);
                }
                targets.add(new Target(level.widthMillis(), writer));
            }
        }
        return targets;
    }

    private static Origin origin(long widthMillis, List<Block> blocks, long day) {
        List<Block> replaced = new ArrayList<>();
        for (Block block : blocks) {
            BlockMeta meta = block.meta();
            boolean isWithin = meta.minTime() >= day && meta.maxTime() <= day + DAY;
            if (meta.widthMillis() == widthMillis && isWithin) {
                replaced.add(block);
            }
        }
        return Origin.rolledUp(replaced, new Buckets(widthMillis, day, day + DAY));
    }
}
