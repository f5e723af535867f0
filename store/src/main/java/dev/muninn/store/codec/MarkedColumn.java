package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Floats of a chunk whose bytes stay in memory, with {@link Milestones} to read a few of them by.
 * Safe for use by many threads.
 */
public final class MarkedColumn implements ChunkValues {

    /*
     * Of numbers with Huffman codes, and of those differenced twice, none can be read without all
     * before it. They are packed anew as differences, which takes more bytes and is read in place.
     */

    private static final int OBJECT_BYTES = 56;

    private final byte[] bytes;

    /** Where the chunk begins. */
    private final int start;

    private final Scale scale;

    /** Where the list of values begins that are no scaled integers. */
    private final int exceptions;

    private final boolean hasExceptions;
    private final Milestones milestones;
    private final int extraBytes;

    private MarkedColumn(
            byte[] bytes,
            int start,
            Scale scale,
            int exceptions,
            boolean hasExceptions,
            Milestones milestones,
            int extraBytes) {
        this.bytes = bytes;
        this.start = start;
        this.scale = scale;
        this.exceptions = exceptions;
        this.hasExceptions = hasExceptions;
        this.milestones = milestones;
        this.extraBytes = extraBytes;
    }

    /**
     * Goes once through a chunk; null if it has none of the floats that are read quicker then.
     *
     * @param count samples in the chunk
     */
    public static @Nullable MarkedColumn of(byte[] bytes, int start, int count) {
        ByteReader in = new ByteReader(bytes, start, bytes.length);
        if (count < Milestones.LEAST || in.u8() != 0) {
            return null;
        }
        int head = in.u8();
        Scale scale = ValueColumn.isConstant(head) ? null : ValueColumn.scale(head, in);
        if (scale == null) {
            return null;
        }
        int exceptions = in.position();
        boolean hasExceptions = ValueColumn.skipExceptions(in, count) > 0;
        ByteReader integers = IntegerPicks.canRead(in) ? in : packedAnew(in, count);
        Milestones milestones = Milestones.of(integers, count);
        if (milestones == null) {
            return null;
        }
        int packed = integers == in ? 0 : integers.array().length;
        int extraBytes = OBJECT_BYTES + milestones.bytes() + packed;
        return new MarkedColumn(
                bytes, start, scale, exceptions, hasExceptions, milestones, extraBytes);
    }

    private static ByteReader packedAnew(ByteReader in, int count) {
        long[] numbers = new long[count];
        IntegerColumn.decode(in, count, numbers);
        ByteWriter out = new ByteWriter(2 * count);
        new IntegerColumn().encodeDifferences(numbers, count, out);
        return new ByteReader(Arrays.copyOf(out.array(), out.size() + IntegerColumn.SLACK));
    }

    /** The memory that is taken beside the chunk itself, about. */
    public int extraBytes() {
        return extraBytes;
    }

    @Override
    public void read(long[] times, TimeSlice slice, SampleBuffer into) {
        ByteReader in = new ByteReader(bytes, start, bytes.length);
        ChunkCodec.decode(in, times, times.length, slice.from(), slice.to(), into);
    }

    @Override
    public void read(
            long[] times, TimeSlice slice, Interest interest, Picks picks, SampleBuffer into) {
        switch (interest) {
            case Interest.Latest latest -> {
                place(times.length, picks, into);
                into.added(picks.count());
            }
            case Interest.Growth growth -> {
                // Falls matter too.
                if (hasExceptions || !milestones.isRisingTo(picks.last())) {
                    read(times, slice, into);
                } else {
                    place(times.length, picks, into);
                    into.added(picks.positions());
                }
            }
        }
    }

    private void place(int count, Picks picks, SampleBuffer into) {
        into.reserve(picks.count());
        double[] values = into.values();
        int to = into.size();
        // Where the times will stand there is room for the integers until they are scaled.
        long[] integers = into.timestamps();
        milestones.read(picks, integers, to);
        scale.scale(integers, to, picks.count(), values, to);
        if (hasExceptions) {
            ByteReader list = new ByteReader(bytes, exceptions, bytes.length);
            ValuePicks.placeExceptions(list, count, picks.positions(), values, to);
        }
        picks.copyTimes(into);
    }
}
