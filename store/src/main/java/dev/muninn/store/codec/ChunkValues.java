package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;

/** What the samples of a chunk hold. */
public sealed interface ChunkValues permits ChunkValues.Packed, ChunkValues.Unpacked, MarkedColumn {

    /** Where a chunk has its values. */
    interface Source {

        /** To be read as a whole. */
        ChunkValues values();

        /** To read a few of. */
        default ChunkValues few() {
            return values();
        }
    }

    /** Appends the samples of a slice, with the times given. */
    void read(long[] times, TimeSlice slice, SampleBuffer into);

    /**
     * Appends what matters of the samples of a slice, or more of them.
     *
     * @param picks the samples that matter; not empty
     */
    void read(long[] times, TimeSlice slice, Interest interest, Picks picks, SampleBuffer into);

    /**
     * As {@link ChunkCodec} wrote it; to be read once.
     *
     * @param in stands where it begins
     */
    record Packed(ByteReader in) implements ChunkValues {

        @Override
        public void read(long[] times, TimeSlice slice, SampleBuffer into) {
            ChunkCodec.decode(in, times, times.length, slice.from(), slice.to(), into);
        }

        @Override
        public void read(
                long[] times, TimeSlice slice, Interest interest, Picks picks, SampleBuffer into) {
            ChunkCodec.decode(in, times, times.length, slice, interest, picks, into);
        }
    }

    /**
     * Floats.
     *
     * @param values of all samples of the chunk
     */
    record Unpacked(double[] values) implements ChunkValues {

        @Override
        public void read(long[] times, TimeSlice slice, SampleBuffer into) {
            int count = slice.to() - slice.from();
            into.reserve(count);
            System.arraycopy(times, slice.from(), into.timestamps(), into.size(), count);
            System.arraycopy(values, slice.from(), into.values(), into.size(), count);
            into.added(count);
        }

        @Override
        public void read(
                long[] times, TimeSlice slice, Interest interest, Picks picks, SampleBuffer into) {
            boolean isPick =
                    switch (interest) {
                        case Interest.Latest latest -> true;
                        // Falls matter too.
                        case Interest.Growth growth ->
                                ValuePicks.isRising(
                                        values, slice.from(), slice.to() - slice.from());
                    };
            if (!isPick) {
                read(times, slice, into);
                return;
            }
            into.reserve(picks.count());
            picks.copy(values, into);
            switch (interest) {
                case Interest.Latest latest -> into.added(picks.count());
                case Interest.Growth growth -> into.added(picks.positions());
            }
        }
    }
}
