package dev.muninn.store.read;

import dev.muninn.model.Instants;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import dev.muninn.store.codec.Interest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The series of one selection, with the blocks they are read from. */
final class SelectedSeries implements SeriesSet {

    private final TimeRange range;
    private final BlockJoin.Members members;
    private final List<BlockReading> readings;
    private final @Nullable ExpiredSamples expired;
    private final Set<String> warnings;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    SelectedSeries(
            TimeRange range,
            BlockJoin.Members members,
            List<BlockReading> readings,
            @Nullable ExpiredSamples expired,
            Set<String> warnings) {
        this.expired = expired;
        this.range = range;
        this.members = members;
        this.readings = readings;
        this.warnings = warnings;
    }

    @Override
    public int size() {
        return members.series().size();
    }

    @Override
    public Labels labels(int index) {
        return series(index).labels();
    }

    @Override
    public void read(int index, SampleBuffer into) {
        if (expired == null) {
            readSamples(index, range, into);
        } else {
            SampleBuffer left = new SampleBuffer();
            readSamples(index, range, left);
            expired.read(series(index), range, left, into);
        }
    }

    @Override
    public void readLatest(int index, Instants at, SampleBuffer into) {
        read(index, new Interest.Latest(at), into);
    }

    @Override
    public void readGrowth(int index, Instants ends, long rangeMillis, SampleBuffer into) {
        read(index, new Interest.Growth(ends, rangeMillis), into);
    }

    private void read(int index, Interest interest, SampleBuffer into) {
        if (expired == null) {
            ChunkMerge.read(
                    chunks(index, range), range.fromMillis(), range.toMillis(), interest, into);
        } else {
            read(index, into);
        }
    }

    /** Appends the samples of a series within a part of the range. */
    void readSamples(int index, TimeRange part, SampleBuffer into) {
        ChunkMerge.read(chunks(index, part), part.fromMillis(), part.toMillis(), into);
    }

    private List<Chunk> chunks(int index, TimeRange part) {
        checkOpen();
        List<Chunk> chunks = new ArrayList<>();
        FoundSeries found = series(index);
        for (int i = 0; i < found.places(); i++) {
            BlockReading reading = readings.get(found.block(i));
            if (!reading.block().meta().isRollup()) {
                found.collect(i, reading, part, chunks);
            }
        }
        chunks.addAll(headChunks(index));
        return chunks;
    }

    void checkOpen() {
        if (isClosed.get()) {
            throw new IllegalStateException("series set is closed");
        }
    }

    FoundSeries series(int index) {
        return members.series().get(index);
    }

    /** What the head has of a series in the range, and maybe around it. */
    List<Chunk> headChunks(int index) {
        return members.headChunks(index);
    }

    int readings() {
        return readings.size();
    }

    BlockReading reading(int index) {
        return readings.get(index);
    }

    @Override
    public long coarsestMillis() {
        return expired == null ? 0 : expired.coarsestMillis();
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
