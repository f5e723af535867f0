package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * The times of chunks that share them, unpacked, and where in them lies what was asked for last.
 * Safe for use by many threads.
 */
public final class TimesColumn {

    /** One sample in so many costs as much to pick out as all cost to unpack. */
    private static final int DENSE = 3;

    private record Found(Interest interest, TimeSlice slice, Picks picks) {}

    private final long[] times;
    private volatile @Nullable Found last;

    /** Takes an array of just these times. */
    public TimesColumn(long[] times) {
        this.times = times;
    }

    /** Reads the times of a chunk. */
    public static TimesColumn decode(ByteReader in, int count) {
        long[] times = new long[count];
        ChunkCodec.decodeTimes(in, count, times);
        return new TimesColumn(times);
    }

    public long[] times() {
        return times;
    }

    /**
     * Appends the samples of a chunk that lie within a range.
     *
     * @param values what the samples hold; asked for only if there are any
     */
    public void read(long fromMillis, long toMillis, ChunkValues.Source values, SampleBuffer into) {
        TimeSlice slice = TimeSlice.of(times, times.length, fromMillis, toMillis);
        if (!slice.isEmpty()) {
            values.values().read(times, slice, into);
        }
    }

    /** Appends what matters of these samples, or more of them. */
    public void read(
            long fromMillis,
            long toMillis,
            Interest interest,
            ChunkValues.Source values,
            SampleBuffer into) {
        TimeSlice slice = TimeSlice.of(times, times.length, fromMillis, toMillis);
        if (slice.isEmpty()) {
            return;
        }
        Picks picks = picks(interest, slice);
        if (picks.count() * DENSE > slice.to() - slice.from()) {
            values.values().read(times, slice, into);
        } else if (picks.count() > 0) {
            values.few().read(times, slice, interest, picks, into);
        }
    }

    private Picks picks(Interest interest, TimeSlice slice) {
        Found known = last;
        if (known == null || !known.slice.equals(slice) || !known.interest.equals(interest)) {
            known = new Found(interest, slice, Picks.of(times, interest.positions(times, slice)));
            last = known;
        }
        return known.picks;
    }
}
