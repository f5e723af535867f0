package dev.muninn.store.head;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkMerge;
import dev.muninn.store.codec.TimeSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series that do not fit the open chunk: late ones, native histograms, and those
 * with a start time. Guarded by the stripe's lock.
 */
final class SideRun {

    /** As many as an open chunk gets, so that a histogram series seals at the same pace. */
    private static final int SEAL_AT = 120;

    /** Most late samples come alone. */
    private static final int FIRST_SAMPLES = 8;

    /** The run with its lists, its place in a map, and a buffer's object and array heads. */
    private static final int EMPTY_BYTES = 280;

    private SampleBuffer open = new SampleBuffer(FIRST_SAMPLES);
    private final List<EncodedChunk> sealed = new ArrayList<>();
    private long sealedBytes;
    private long histogramBytes;

    /** Inserts a sample whose time is not there yet. */
    void insert(long time, double value, @Nullable NativeHistogram histogram, long start) {
        if (open.isEmpty() || time > open.timestamps()[open.size() - 1]) {
            add(open, time, value, histogram, start);
        } else {
            SampleBuffer before = open;
            open = new SampleBuffer(before.size() + FIRST_SAMPLES);
            boolean isIn = false;
            for (int i = 0; i < before.size(); i++) {
                if (!isIn && time < before.timestamps()[i]) {
                    add(open, time, value, histogram, start);
                    isIn = true;
                }
                ChunkMerge.copy(before, i, open);
            }
        }
        if (histogram != null) {
            histogramBytes += bytes(histogram);
        }
        if (open.size() >= SEAL_AT) {
            seal();
        }
    }

    private void seal() {
        EncodedChunk chunk = EncodedChunk.of(open);
        sealed.add(chunk);
        sealedBytes += EncodedChunk.EMPTY_BYTES + chunk.bytes.length;
        open = new SampleBuffer(FIRST_SAMPLES);
        histogramBytes = 0;
    }

    /** The memory of the run and all its samples. */
    long memoryBytes() {
        int sample = 2 * Long.BYTES;
        sample += open.histograms() == null ? 0 : Integer.BYTES;
        sample += open.startTimestamps() == null ? 0 : Long.BYTES;
        return EMPTY_BYTES
                + sealedBytes
                + histogramBytes
                + (long) sample * open.timestamps().length;
    }

    /** The memory of a histogram: its object, the heads of five arrays, and what is in them. */
    private static int bytes(NativeHistogram histogram) {
        int spans = histogram.positiveSpans().length + histogram.negativeSpans().length;
        int doubles =
                histogram.positiveBuckets().length
                        + histogram.negativeBuckets().length
                        + histogram.customBounds().length;
        return 160 + Integer.BYTES * spans + Double.BYTES * doubles;
    }

    private static void add(
            SampleBuffer to,
            long time,
            double value,
            @Nullable NativeHistogram histogram,
            long start) {
        if (histogram == null) {
            to.add(time, value);
        } else {
            to.add(time, histogram);
        }
        if (start != 0) {
            to.startedAt(start);
        }
    }

    /** Adds what overlaps the range; later inserts do not show in it. */
    void collect(long fromMillis, long toMillis, List<Chunk> into) {
        for (Chunk chunk : sealed) {
            if (chunk.maxTime() >= fromMillis && chunk.minTime() <= toMillis) {
                into.add(chunk);
            }
        }
        if (!open.isEmpty()
                && open.timestamps()[open.size() - 1] >= fromMillis
                && open.timestamps()[0] <= toMillis) {
            into.add(BufferedChunk.copyOf(open));
        }
    }

    /** What is left of the run from the time on, or null if that is nothing. */
    @Nullable SideRun from(long time) {
        List<Chunk> chunks = new ArrayList<>();
        collect(time, Long.MAX_VALUE, chunks);
        if (chunks.isEmpty()) {
            return null;
        }
        SampleBuffer kept = new SampleBuffer();
        ChunkMerge.read(chunks, time, Long.MAX_VALUE, kept);
        if (kept.isEmpty()) {
            return null;
        }
        SideRun run = new SideRun();
        run.addAll(kept);
        return run;
    }

    /** Adds samples of another run whose times are not in this one. */
    void addAll(SampleBuffer samples) {
        for (int i = 0; i < samples.size(); i++) {
            long[] starts = samples.startTimestamps();
            insert(
                    samples.timestamps()[i],
                    samples.values()[i],
                    samples.histogram(i),
                    starts == null ? 0 : starts[i]);
        }
    }

    /** Samples kept as they came. */
    record BufferedChunk(SampleBuffer samples) implements Chunk {

        static BufferedChunk copyOf(SampleBuffer samples) {
            SampleBuffer copy = new SampleBuffer();
            copy.reserve(samples.size());
            for (int i = 0; i < samples.size(); i++) {
                ChunkMerge.copy(samples, i, copy);
            }
            return new BufferedChunk(copy);
        }

        @Override
        public long minTime() {
            return samples.timestamps()[0];
        }

        @Override
        public long maxTime() {
            return samples.timestamps()[samples.size() - 1];
        }

        @Override
        public void read(long fromMillis, long toMillis, SampleBuffer into) {
            TimeSlice slice =
                    TimeSlice.of(samples.timestamps(), samples.size(), fromMillis, toMillis);
            for (int i = slice.from(); i < slice.to(); i++) {
                ChunkMerge.copy(samples, i, into);
            }
        }
    }

    /** Samples in the block's form. */
    private record EncodedChunk(long minTime, long maxTime, int count, byte[] bytes, int values)
            implements Chunk {

        /** Of the object, its place in a list and the head of its array. */
        static final int EMPTY_BYTES = 72;

        static EncodedChunk of(SampleBuffer samples) {
            ChunkCodec codec = new ChunkCodec();
            ByteWriter out = new ByteWriter(1024);
            codec.encodeTimes(samples.timestamps(), samples.size(), out);
            int values = out.size();
            codec.encode(samples, 0, samples.size(), out);
            return new EncodedChunk(
                    samples.timestamps()[0],
                    samples.timestamps()[samples.size() - 1],
                    samples.size(),
                    out.toByteArray(),
                    values);
        }

        @Override
        public void read(long fromMillis, long toMillis, SampleBuffer into) {
            long[] times = new long[count];
            ChunkCodec.decodeTimes(new ByteReader(bytes, 0, values), count, times);
            TimeSlice slice = TimeSlice.of(times, count, fromMillis, toMillis);
            if (!slice.isEmpty()) {
                ChunkCodec.decode(
                        new ByteReader(bytes, values, bytes.length),
                        times,
                        count,
                        slice.from(),
                        slice.to(),
                        into);
            }
        }
    }
}
