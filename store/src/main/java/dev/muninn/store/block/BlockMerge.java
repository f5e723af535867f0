package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Copies the series of several blocks into one, joined where they are in more than one. */
public final class BlockMerge {

    /** Where in a block the merge has got to. */
    private static final class Cursor {
        private final int rank;
        private final BlockReading reading;
        private int series;
        private Labels labels;

        Cursor(int rank, BlockReading reading) {
            this.rank = rank;
            this.reading = reading;
            this.labels = reading.block().labels(0);
        }

        boolean advance() {
            if (++series >= reading.block().meta().series()) {
                return false;
            }
            labels = reading.block().labels(series);
            return true;
        }
    }

    private BlockMerge() {}

    /**
     * Writes the series of the blocks, older ones first, that have samples left.
     *
     * @throws MuninnException of kind CORRUPT if anything cannot be read: what is damaged must stay
     *     where it can be seen to be
     */
    public static void copy(List<Block> blocks, Tombstones tombstones, BlockWriter into)
            throws IOException {
        List<String> damage = new ArrayList<>();
        List<BlockReading> readings = new ArrayList<>();
        PriorityQueue<Cursor> cursors =
                new PriorityQueue<>(
                        Comparator.comparing((Cursor c) -> c.labels).thenComparingInt(c -> c.rank));
        for (Block block : blocks) {
            BlockReading reading = BlockReading.of(block, tombstones, damage::add);
            readings.add(reading);
            if (block.meta().series() > 0) {
                cursors.add(new Cursor(readings.size(), reading));
            }
        }
        List<Chunk> chunks = new ArrayList<>();
        SampleBuffer samples = new SampleBuffer();
        List<Cursor> same = new ArrayList<>();
        while (!cursors.isEmpty()) {
            same.clear();
            same.add(cursors.remove());
            Labels labels = same.getFirst().labels;
            for (Cursor next = cursors.peek();
                    next != null && next.labels.equals(labels);
                    next = cursors.peek()) {
                same.add(cursors.remove());
            }
            chunks.clear();
            samples.clear();
            for (Cursor cursor : same) {
                cursor.reading.collect(cursor.series, Long.MIN_VALUE, Long.MAX_VALUE, chunks);
            }
            ChunkMerge.read(chunks, Long.MIN_VALUE, Long.MAX_VALUE, samples);
            if (!damage.isEmpty()) {
                throw new MuninnException(MuninnException.Kind.CORRUPT, damage.getFirst());
            }
            Cursor first = same.getFirst();
            into.add(labels, first.reading.block().hash(first.series), samples);
            for (Cursor cursor : same) {
                if (cursor.advance()) {
                    cursors.add(cursor);
                }
            }
        }
    }
}
