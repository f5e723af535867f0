package dev.muninn.store.wal;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkMerge;

/**
 * A record of samples, not decoded yet. Its series have neighbouring numbers, as one stripe of the
 * head has.
 *
 * @param bytes not to be changed
 * @param notBefore samples older than this are in blocks and not told
 * @param file where it stands, for messages
 */
public record LoggedSamples(byte[] bytes, int from, int to, long notBefore, String file) {

    /** A constant run may pack any number of samples into a few bytes. */
    private static final int MAX_RUN = 1 << 24;

    /** Takes what a record says, in order. */
    public interface Visitor {

        void sample(int ref, long time, long valueBits);

        /** Samples of any kind of one series; the buffer is the visitor's. */
        void run(int ref, SampleBuffer samples);
    }

    static boolean isType(int type) {
        return type == LogRecords.SAMPLE_ROWS
                || type == LogRecords.SAMPLE_COLUMNS
                || type == LogRecords.RUN;
    }

    private ByteReader reader() {
        return new ByteReader(bytes, from + 1, to);
    }

    /** The number of the first series it speaks of. */
    public int firstRef() {
        return switch (bytes[from]) {
            case LogRecords.SAMPLE_ROWS -> SampleRows.firstRef(reader());
            case LogRecords.SAMPLE_COLUMNS -> SamplesRecord.firstRef(reader());
            default -> (int) reader().varint();
        };
    }

    long oldest() {
        if (bytes[from] == LogRecords.RUN) {
            long oldest = Long.MAX_VALUE;
            for (long time : runTimes()) {
                oldest = Math.min(oldest, time);
            }
            return oldest;
        }
        ByteReader in = reader();
        in.skip(Integer.BYTES);
        return in.u64();
    }

    long newest() {
        if (bytes[from] == LogRecords.RUN) {
            long newest = Long.MIN_VALUE;
            for (long time : runTimes()) {
                newest = Math.max(newest, time);
            }
            return newest;
        }
        ByteReader in = reader();
        in.skip(Integer.BYTES + Long.BYTES);
        return in.u64();
    }

    private long[] runTimes() {
        ByteReader in = reader();
        in.varint();
        return runTimes(in);
    }

    private static long[] runTimes(ByteReader in) {
        long[] times = new long[in.count(MAX_RUN)];
        ChunkCodec.decodeTimes(in, times.length, times);
        return times;
    }

    /**
     * Tells the samples that are not in blocks.
     *
     * @throws dev.muninn.model.MuninnException of kind CORRUPT if the record makes no sense
     */
    public void tell(Visitor visitor) {
        switch (bytes[from]) {
            case LogRecords.SAMPLE_ROWS -> SampleRows.decode(reader(), newer(visitor));
            case LogRecords.SAMPLE_COLUMNS -> SamplesRecord.decode(reader(), newer(visitor));
            default -> tellRun(visitor);
        }
    }

    private Visitor newer(Visitor visitor) {
        return oldest() >= notBefore ? visitor : new Newer(visitor, notBefore);
    }

    private void tellRun(Visitor visitor) {
        ByteReader in = reader();
        int ref = (int) in.varint();
        long[] times = runTimes(in);
        SampleBuffer samples = new SampleBuffer();
        ChunkCodec.decode(in, times, times.length, 0, times.length, samples);
        SampleBuffer kept = new SampleBuffer();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.timestamps()[i] >= notBefore) {
                ChunkMerge.copy(samples, i, kept);
            }
        }
        if (!kept.isEmpty()) {
            visitor.run(ref, kept);
        }
    }

    /** Leaves out what is in blocks. */
    private record Newer(Visitor visitor, long notBefore) implements Visitor {

        @Override
        public void sample(int ref, long time, long valueBits) {
            if (time >= notBefore) {
                visitor.sample(ref, time, valueBits);
            }
        }

        @Override
        public void run(int ref, SampleBuffer samples) {
            visitor.run(ref, samples);
        }
    }
}
