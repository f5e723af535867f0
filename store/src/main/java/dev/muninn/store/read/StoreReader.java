package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockMeta;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.block.DamagedBlock;
import dev.muninn.store.block.MissingSamples;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.HeadSeries;
import dev.muninn.store.index.LabelIndex;
import dev.muninn.store.index.Matching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Joins what head and blocks know of the series of a selection. */
public final class StoreReader {

    /** What is found takes far less than the pages that are read then. */
    private static final int JOIN_SHARE = 8;

    private static final BlockJoin.Members NO_MEMBERS = new BlockJoin.Members(List.of(), List.of());

    private final StoreCore core;
    private final RecentLabels recent = new RecentLabels();
    private final RecentJoins joins;

    public StoreReader(StoreCore core) {
        this.core = core;
        joins = new RecentJoins(core.options().pageBytes() / JOIN_SHARE);
    }

    public SeriesSet select(Selection selection) {
        long since = core.samplesSince();
        return select(
                selection.matchers(),
                selection.range(),
                meta -> !meta.isRollup() || meta.minTime() < since);
    }

    /** The series that match with the wanted ones of the blocks that have samples of the range. */
    public SelectedSeries select(
            List<Matcher> matchers, TimeRange range, Predicate<BlockMeta> isWanted) {
        Set<String> warnings = warningsFor(range);
        if (range.fromMillis() > range.toMillis()) {
            return new SelectedSeries(range, NO_MEMBERS, List.of(), null, warnings);
        }
        // The head first: a flush publishes its block before it drops the head's samples, so this
        // order sees them at least once.
        List<HeadSeries> head = core.head().select(matchers, range.fromMillis(), range.toMillis());
        List<BlockReading> readings = new ArrayList<>();
        for (Block block : ascending(acquire(range, isWanted))) {
            warnOfGaps(block, range, warnings);
            readings.add(
                    BlockReading.keeping(
                            block,
                            core.blocks().tombstones(),
                            missing -> warn(warnings, missing.toString())));
        }
        try {
            checkCount(head.size());
            BlockJoin.Members members = join(matchers, readings, warnings).with(head);
            checkCount(members.series().size());
            ExpiredSamples expired =
                    ExpiredSamples.of(readings, core.options().retention().rollups().levels());
            return new SelectedSeries(range, members, readings, expired, warnings);
        } catch (RuntimeException e) {
            readings.forEach(BlockReading::close);
            throw e;
        }
    }

    private List<Block> acquire(TimeRange range, Predicate<BlockMeta> isWanted) {
        return core.blocks()
                .acquire(
                        meta ->
                                isWanted.test(meta)
                                        && meta.overlaps(range.fromMillis(), range.toMillis()));
    }

    /**
     * By time, if no two have the same times: the chunks of each series are in order then. Else in
     * the order they had, which says what stays of two samples.
     */
    private static List<Block> ascending(List<Block> blocks) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparingLong(block -> block.meta().minTime()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).meta().minTime() <= sorted.get(i - 1).meta().maxTime()) {
                return blocks;
            }
        }
        return sorted;
    }

    private void warnOfGaps(Block rollup, TimeRange range, Set<String> warnings) {
        for (TimeRange gap : rollup.meta().gaps()) {
            if (range.overlaps(gap.fromMillis(), gap.toMillis())) {
                String what = rollup.name() + " was made while samples could not be read";
                warn(warnings, new MissingSamples(what, gap).toString());
            }
        }
    }

    /** Blocks that tell which series there were: those of samples, and older buckets. */
    private List<Block> acquireIndexes(TimeRange range) {
        long since = core.samplesSince();
        return acquire(range, meta -> !meta.isRollup() || meta.minTime() < since);
    }

    private void warn(Set<String> warnings, String warning) {
        if (warnings.add(warning)) {
            core.telemetry().readWarning();
        }
    }

    private BlockJoin join(
            List<Matcher> matchers, List<BlockReading> readings, Set<String> warnings) {
        List<Block> blocks = readings.stream().map(BlockReading::block).toList();
        RecentJoins.Question question = RecentJoins.Question.of(matchers, blocks);
        BlockJoin known = joins.get(question);
        if (known != null) {
            return known;
        }
        BlockJoin join = new BlockJoin();
        boolean isWhole = true;
        for (int i = 0; i < blocks.size(); i++) {
            int place = i;
            isWhole &=
                    forEachMatch(
                            blocks.get(i),
                            matchers,
                            warnings,
                            (block, series) -> {
                                Hash128 hash = block.hash(series);
                                join.add(hash, place, series, () -> recent.of(block, series, hash));
                                checkCount(join.size());
                            });
        }
        join.sort();
        if (isWhole) {
            joins.put(question, join);
        }
        return join;
    }

    /** Takes a series of a block. */
    private interface Match {
        void in(Block block, int series);
    }

    /** Tells the matching series of a block; where that cannot be read, false with a warning. */
    private boolean forEachMatch(
            Block block, List<Matcher> matchers, Set<String> warnings, Match match) {
        return guarded(
                block,
                warnings,
                () ->
                        Matching.select(block.index(), matchers)
                                .forEach((int series) -> match.in(block, series)));
    }

    private boolean guarded(Block block, Set<String> warnings, Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.CORRUPT) {
                throw e;
            }
            warnOf(block, String.valueOf(e.getMessage()), warnings);
            return false;
        } catch (InternalError e) {
            // What a read error becomes under a mapped file.
            warnOf(block, "the index of " + block.name() + " cannot be read", warnings);
            return false;
        }
    }

    private void warnOf(Block block, String what, Set<String> warnings) {
        long from = block.meta().minTime();
        long to = block.meta().maxTime();
        warn(warnings, MissingSamples.between(what, from, to).toString());
    }

    private void checkCount(int series) {
        if (series > core.options().limits().maxSelectedSeries()) {
            throw MuninnException.limit(
                    "more than "
                            + core.options().limits().maxSelectedSeries()
                            + " series match: narrow the selection or raise"
                            + " store.max-selected-series");
        }
    }

    private Set<String> warningsFor(TimeRange range) {
        Set<String> warnings = ConcurrentHashMap.newKeySet();
        long since = core.samplesSince();
        for (DamagedBlock file : core.blocks().damaged()) {
            // Buckets that can be made of samples anew are not missing.
            boolean isLoss = file.widthMillis() == 0 || file.minTime() < since;
            if (isLoss && range.overlaps(file.minTime(), file.maxTime())) {
                warn(warnings, file.missing().toString());
            }
        }
        for (var gap : core.gaps()) {
            if (range.overlaps(gap.oldestMillis(), gap.newestMillis())) {
                warn(warnings, gap.toString());
            }
        }
        return warnings;
    }

    /** The labels of all series that match in head and in blocks that overlap the range. */
    public List<String> forEachLabels(
            List<Matcher> matchers, TimeRange range, Consumer<Labels> visitor) {
        Set<String> warnings = warningsFor(range);
        Map<Hash128, Labels> seen = new HashMap<>();
        if (range.overlaps(core.headOldest(), core.headNewest())) {
            for (HeadSeries series :
                    core.head().select(matchers, range.fromMillis(), range.toMillis())) {
                seen.put(series.hash(), series.labels());
            }
        }
        List<Block> acquired = acquireIndexes(range);
        try {
            for (Block block : acquired) {
                forEachMatch(
                        block,
                        matchers,
                        warnings,
                        (of, series) ->
                                seen.computeIfAbsent(
                                        of.hash(series), hash -> recent.of(of, series, hash)));
            }
        } finally {
            acquired.forEach(Block::release);
        }
        seen.values().forEach(visitor);
        return List.copyOf(warnings);
    }

    /** The indexes of head and blocks that overlap the range. */
    List<String> forEachIndex(TimeRange range, Consumer<LabelIndex> visitor) {
        Set<String> warnings = warningsFor(range);
        if (range.overlaps(core.headOldest(), core.headNewest())) {
            core.head()
                    .withTable(
                            table -> {
                                visitor.accept(table.index());
                                return table.size();
                            });
        }
        List<Block> acquired = acquireIndexes(range);
        try {
            for (Block block : acquired) {
                guarded(block, warnings, () -> visitor.accept(block.index()));
            }
        } finally {
            acquired.forEach(Block::release);
        }
        return List.copyOf(warnings);
    }
}
