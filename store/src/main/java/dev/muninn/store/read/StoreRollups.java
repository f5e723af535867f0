package dev.muninn.store.read;

import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupSet;
import dev.muninn.model.RollupSource;
import dev.muninn.model.Selection;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.rollup.CleanParts;
import dev.muninn.store.rollup.CleanParts.Part;
import dev.muninn.store.rollup.RollupLevel;
import java.util.ArrayList;
import java.util.List;

/** Reads series in buckets. */
public final class StoreRollups implements RollupSource {

    private final StoreCore core;
    private final StoreReader reader;

    public StoreRollups(StoreCore core, StoreReader reader) {
        this.core = core;
        this.reader = reader;
    }

    @Override
    public List<Resolution> resolutions() {
        List<Resolution> found = new ArrayList<>();
        List<Block> blocks = core.blocks().acquire(meta -> true);
        try {
            for (RollupLevel level : core.options().retention().rollups().levels()) {
                if (level.isKept()) {
                    found.add(resolution(level.widthMillis(), blocks));
                }
            }
        } finally {
            blocks.forEach(Block::release);
        }
        return found;
    }

    private Resolution resolution(long width, List<Block> blocks) {
        long oldest = core.headOldest();
        long rolledUpTo = Long.MIN_VALUE;
        for (Block block : blocks) {
            BlockMeta meta = block.meta();
            if (meta.widthMillis() == width) {
                rolledUpTo = Math.max(rolledUpTo, meta.maxTime());
                oldest = Math.min(oldest, meta.minTime() + 1);
            } else if (!meta.isRollup()) {
                oldest = Math.min(oldest, meta.minTime());
            }
        }
        return new Resolution(width, RollupLevel.end(oldest, width), rolledUpTo);
    }

    @Override
    public long samplesSince() {
        return core.samplesSince();
    }

    @Override
    public boolean keepsSketches() {
        return !core.options().retention().rollups().percentiles().isEmpty();
    }

    @Override
    public RollupSet select(Selection selection, long widthMillis) {
        boolean isKept = false;
        for (RollupLevel level : core.options().retention().rollups().levels()) {
            isKept |= level.isKept() && level.widthMillis() == widthMillis;
        }
        if (!isKept) {
            throw MuninnException.badInput(
                    "there are no rollups of " + widthMillis + " ms: see resolutions()");
        }
        TimeRange ends = selection.range();
        long after = RollupLevel.end(ends.fromMillis(), widthMillis) - widthMillis;
        long to = RollupLevel.end(ends.toMillis(), widthMillis);
        to = to > ends.toMillis() ? to - widthMillis : to;
        SelectedSeries selected =
                reader.select(
                        selection.matchers(),
                        new TimeRange(after + 1, to),
                        meta -> !meta.isRollup() || meta.widthMillis() == widthMillis);
        return new SelectedRollups(
                selected, widthMillis, after, to, parts(selected), core.samplesSince());
    }

    private List<Part> parts(SelectedSeries selected) {
        List<Integer> places = new ArrayList<>();
        List<BlockMeta> rollups = new ArrayList<>();
        List<BlockMeta> samples = new ArrayList<>();
        for (int i = 0; i < selected.readings(); i++) {
            BlockMeta meta = selected.reading(i).block().meta();
            if (meta.isRollup()) {
                places.add(i);
                rollups.add(meta);
            } else {
                samples.add(meta);
            }
        }
        return CleanParts.of(rollups, samples, core.samplesSince()).stream()
                .map(p -> new Part(places.get(p.block()), p.afterMillis(), p.toMillis()))
                .toList();
    }
}
