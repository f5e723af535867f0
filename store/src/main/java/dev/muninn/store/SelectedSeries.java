package dev.muninn.store;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The series of one selection, with the blocks they are read from. */
final class SelectedSeries implements SeriesSet {

    /** A series and where its samples are. */
    static final class Member {
        private final Labels labels;
        private final List<Chunk> headChunks;

        /** Pairs of reading and number of the series in its block. */
        private int[] parts = new int[8];

        private int partCount;

        Member(Labels labels, List<Chunk> headChunks) {
            this.labels = labels;
            this.headChunks = headChunks;
        }

        Labels labels() {
            return labels;
        }

        List<Chunk> headChunks() {
            return headChunks;
        }

        void add(int reading, int series) {
            if (2 * partCount == parts.length) {
                parts = Arrays.copyOf(parts, 2 * parts.length);
            }
            parts[2 * partCount] = reading;
            parts[2 * partCount++ + 1] = series;
        }

        /** Takes a reading and a series in its block. */
        interface Part {
            void at(int reading, int series);
        }

        void forEachPart(Part part) {
            for (int i = 0; i < partCount; i++) {
                part.at(parts[2 * i], parts[2 * i + 1]);
            }
        }
    }

    private final TimeRange range;
    private final List<Member> members;
    private final List<BlockReading> readings;
    private final Set<String> warnings;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    SelectedSeries(
            TimeRange range,
            List<Member> members,
            List<BlockReading> readings,
            Set<String> warnings) {
        this.range = range;
        this.members = members;
        this.readings = readings;
        this.warnings = warnings;
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public Labels labels(int index) {
        return members.get(index).labels();
    }

    @Override
    public void read(int index, SampleBuffer into) {
        if (isClosed.get()) {
            throw new IllegalStateException("series set is closed");
        }
        ChunkMerge.read(
                StoreReader.chunks(members.get(index), readings, range),
                range.fromMillis(),
                range.toMillis(),
                into);
    }

    @Override
    public List<String> warnings() {
        return warnings.stream().sorted().toList();
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            readings.forEach(BlockReading::close);
        }
    }
}
