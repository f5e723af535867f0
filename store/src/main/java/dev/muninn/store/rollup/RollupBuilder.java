package dev.muninn.store.rollup;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Block;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.MissingSamples;
import dev.muninn.store.block.SeriesWalk;
import dev.muninn.store.block.Tombstones;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Fills blocks of buckets: from samples, or from shorter blocks of buckets. */
public final class RollupBuilder {

    /**
     * A width to fill a block with.
     *
     * @param writer what to write to, or null if others need the width to be made of it only
     */
    public record Target(long widthMillis, @org.jspecify.annotations.Nullable BlockWriter writer) {}

    private final Set<MissingSamples> damage = new LinkedHashSet<>();
    private final List<BlockReading> readings = new ArrayList<>();

    private RollupBuilder(List<Block> blocks, Tombstones tombstones) {
        for (Block block : blocks) {
            readings.add(BlockReading.of(block, tombstones, damage::add));
        }
    }

    /** Leaves out blocks that do not even tell their series. */
    private RollupBuilder readable() {
        readings.removeIf(
                reading -> {
                    Block block = reading.block();
                    try {
                        block.index();
                        return false;
                    } catch (MuninnException e) {
                        if (e.kind() != MuninnException.Kind.CORRUPT) {
                            throw e;
                        }
                        damage.add(
                                MissingSamples.between(
                                        String.valueOf(e.getMessage()),
                                        block.meta().minTime(),
                                        block.meta().maxTime()));
                        return true;
                    }
                });
        return this;
    }

    /**
     * Writes the buckets of all series with samples in the times.
     *
     * @param blocks blocks of samples, older ones first
     * @param targets ascending by width, each width a multiple of the one before
     * @param sketched which series get sketches of their values
     * @return what could not be read and is not in the buckets
     */
    public static List<MissingSamples> ofSamples(
            List<Block> blocks,
            Tombstones tombstones,
            TimeRange times,
            List<Target> targets,
            Predicate<Labels> sketched)
            throws IOException {
        RollupBuilder builder = new RollupBuilder(blocks, tombstones).readable();
        builder.fill(times, targets, sketched);
        return List.copyOf(builder.damage);
    }

    private void fill(TimeRange times, List<Target> targets, Predicate<Labels> sketched)
            throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        SampleBuffer samples = new SampleBuffer();
        SeriesWalk walk = new SeriesWalk(readings);
        Rolled plain = new Rolled(new RollupBuffer(), new RollupBuffer());
        Rolled withSketches = new Rolled(RollupBuffer.withSketches(), RollupBuffer.withSketches());
        while (walk.next()) {
            chunks.clear();
            samples.clear();
            walk.forEachPlace(
                    (reading, series) ->
                            readings.get(reading)
                                    .collect(series, times.fromMillis(), times.toMillis(), chunks));
            ChunkMerge.read(chunks, times.fromMillis(), times.toMillis(), samples);
            Rolled rolled = sketched.test(walk.labels()) ? withSketches : plain;
            write(walk, samples, rolled, targets);
        }
    }

    /** Two widths of a series, to make one of the other. */
    private record Rolled(RollupBuffer one, RollupBuffer other) {}

    private static void write(
            SeriesWalk walk, SampleBuffer samples, Rolled rolled, List<Target> targets)
            throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            RollupBuffer wide = i % 2 == 0 ? rolled.one : rolled.other;
            wide.clear();
            if (i == 0) {
                Rolling.samples(samples, target.widthMillis, wide);
            } else {
                RollupBuffer narrow = i % 2 == 0 ? rolled.other : rolled.one;
                Rolling.buckets(narrow, target.widthMillis, wide);
            }
            if (target.writer != null) {
                target.writer.add(walk.labels(), walk.hash(), wide);
            }
        }
    }

    /**
     * Writes the buckets of blocks of one width, less what was deleted.
     *
     * @param parts what counts of each block, ascending
     * @throws MuninnException of kind CORRUPT if anything cannot be read
     */
    public static void ofRollups(
            List<Block> blocks,
            Tombstones tombstones,
            List<CleanParts.Part> parts,
            BlockWriter into)
            throws IOException {
        new RollupBuilder(blocks, tombstones).join(parts, into);
    }

    private void join(List<CleanParts.Part> parts, BlockWriter into) throws IOException {
        RollupBuffer buckets = RollupBuffer.withSketches();
        SeriesWalk walk = new SeriesWalk(readings);
        int[] places = new int[readings.size()];
        while (walk.next()) {
            java.util.Arrays.fill(places, -1);
            walk.forEachPlace((reading, series) -> places[reading] = series);
            buckets.clear();
            for (CleanParts.Part part : parts) {
                if (places[part.block()] >= 0) {
                    readLeft(readings.get(part.block()), places[part.block()], part, buckets);
                }
            }
            if (!damage.isEmpty()) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT, damage.iterator().next().toString());
            }
            into.add(walk.labels(), walk.hash(), buckets);
        }
    }

    /** Appends the buckets of a part that nothing was deleted from. */
    private static void readLeft(
            BlockReading reading, int series, CleanParts.Part part, RollupBuffer into) {
        Spans left = new Spans();
        left.add(part.afterMillis(), part.toMillis());
        for (TimeRange range : reading.deleted(series)) {
            left.removeTimes(
                    range.fromMillis(),
                    range.toMillis(),
                    reading.block().meta().widthMillis(),
                    Long.MIN_VALUE);
        }
        left.forEach((after, to) -> reading.readRollups(series, after + 1, to, into));
    }
}
