package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies the series of several blocks into one, joined where they are in more than one. */
public final class BlockMerge {

    private BlockMerge() {}

    /**
     * Writes the series of the blocks, older ones first, that have samples left.
     *
     * @throws MuninnException of kind CORRUPT if anything cannot be read: what is damaged must stay
     *     where it can be seen to be
     */
    public static void copy(List<Block> blocks, Tombstones tombstones, BlockWriter into)
            throws IOException {
        List<MissingSamples> damage = new ArrayList<>();
        List<BlockReading> readings = new ArrayList<>();
        for (Block block : blocks) {
            readings.add(BlockReading.of(block, tombstones, damage::add));
        }
        List<Chunk> chunks = new ArrayList<>();
        SampleBuffer samples = new SampleBuffer();
        SeriesWalk walk = new SeriesWalk(readings);
        while (walk.next()) {
            chunks.clear();
            samples.clear();
            walk.forEachPlace(
                    (reading, series) ->
                            readings.get(reading)
                                    .collect(series, Long.MIN_VALUE, Long.MAX_VALUE, chunks));
            ChunkMerge.read(chunks, Long.MIN_VALUE, Long.MAX_VALUE, samples);
            if (!damage.isEmpty()) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT, damage.getFirst().toString());
            }
            into.add(walk.labels(), walk.hash(), samples);
        }
    }
}
