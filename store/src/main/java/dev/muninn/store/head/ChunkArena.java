package dev.muninn.store.head;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkValues;
import dev.muninn.store.codec.Interest;
import dev.muninn.store.codec.TimesColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sealed chunks of a stripe, one behind the other in pages that are never overwritten, so that
 * readers need no lock once they have a chunk. Written under the stripe's lock.
 */
final class ChunkArena {

    /*
     * A chunk: u64 pointer to the series' chunk before | u64 first time | u64 last time |
     *          u32 count | u32 length of values | u64 pointer to times | values
     * Times:   u32 length | column. Series of one target are sealed one after the other with the
     *          same times; they point to one column.
     * A pointer is page number << 32 | offset.
     */

    static final long NOTHING = -1;

    private static final int PAGE = 1 << 16;
    private static final int HEADER = 40;

    /** Decoders may read a little behind the end. */
    private static final int SLACK = 16;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[][] pages = new byte[4][];
    private int pageCount;
    private int used = PAGE;
    private long memoryBytes;
    private int chunks;

    /** The first time of any chunk. */
    private long oldest = Long.MAX_VALUE;

    private long[] lastTimes = new long[0];
    private long lastTimesPointer = NOTHING;

    private final UnpackedTimes unpacked = new UnpackedTimes();

    private final ChunkCodec codec = new ChunkCodec();
    private final ByteWriter buffer = new ByteWriter(4096);

    /** Seals floats as the newest chunk of a series whose newest was {@code before}. */
    long append(long before, long[] times, long[] bits, int count) {
        long timesPointer = times(times, count);
        buffer.clear();
        codec.encodeFloats(bits, count, buffer);
        long pointer = allocate(HEADER + buffer.size());
        byte[] page = pages[(int) (pointer >>> 32)];
        int at = (int) pointer;
        LONG.set(page, at, before);
        LONG.set(page, at + 8, times[0]);
        LONG.set(page, at + 16, times[count - 1]);
        INT.set(page, at + 24, count);
        INT.set(page, at + 28, buffer.size());
        LONG.set(page, at + 32, timesPointer);
        System.arraycopy(buffer.array(), 0, page, at + HEADER, buffer.size());
        chunks++;
        oldest = Math.min(oldest, times[0]);
        return pointer;
    }

    private long times(long[] times, int count) {
        if (lastTimes.length == count && Arrays.equals(lastTimes, 0, count, times, 0, count)) {
            return lastTimesPointer;
        }
        buffer.clear();
        codec.encodeTimes(times, count, buffer);
        long pointer = allocate(4 + buffer.size());
        byte[] page = pages[(int) (pointer >>> 32)];
        INT.set(page, (int) pointer, buffer.size());
        System.arraycopy(buffer.array(), 0, page, (int) pointer + 4, buffer.size());
        lastTimes = Arrays.copyOf(times, count);
        lastTimesPointer = pointer;
        return pointer;
    }

    private long allocate(int length) {
        if (used + length + SLACK > PAGE) {
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, 2 * pageCount);
            }
            int size = Math.max(PAGE, length + SLACK);
            pages[pageCount++] = new byte[size];
            memoryBytes += size;
            used = 0;
        }
        long pointer = (long) (pageCount - 1) << 32 | used;
        used += length;
        return pointer;
    }

    long before(long pointer) {
        return (long) LONG.get(pages[(int) (pointer >>> 32)], (int) pointer);
    }

    long minTime(long pointer) {
        return (long) LONG.get(pages[(int) (pointer >>> 32)], (int) pointer + 8);
    }

    long maxTime(long pointer) {
        return (long) LONG.get(pages[(int) (pointer >>> 32)], (int) pointer + 16);
    }

    /** Adds the series' chunks that overlap the range, oldest first. */
    void collect(long newest, long fromMillis, long toMillis, List<Chunk> into) {
        if (toMillis < oldest) {
            return;
        }
        int start = into.size();
        // Samples are sealed as they came, in order, so what is before an older chunk is older
        // still.
        for (long p = newest; p != NOTHING && maxTime(p) >= fromMillis; p = before(p)) {
            if (minTime(p) <= toMillis) {
                into.add(chunk(p));
            }
        }
        if (into.size() - start > 1) {
            Collections.reverse(into.subList(start, into.size()));
        }
    }

    private SealedChunk chunk(long pointer) {
        byte[] page = pages[(int) (pointer >>> 32)];
        int at = (int) pointer;
        long times = (long) LONG.get(page, at + 32);
        return new SealedChunk(
                minTime(pointer),
                maxTime(pointer),
                new SealedTimes(
                        pages[(int) (times >>> 32)], (int) times, (int) INT.get(page, at + 24)),
                page,
                at + HEADER,
                (int) INT.get(page, at + 28),
                unpacked);
    }

    int chunks() {
        return chunks;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    /** Where the times of chunks stand. */
    private record SealedTimes(byte[] page, int at, int count) {

        TimesColumn decode() {
            int length = (int) INT.get(page, at);
            return TimesColumn.decode(new ByteReader(page, at + 4, at + 4 + length), count);
        }
    }

    /** Times that were unpacked lately: the series of a target are read one after the other. */
    private static final class UnpackedTimes {

        private record Known(SealedTimes sealed, TimesColumn column) {}

        /** As many as two hours of ten targets have. */
        private final @Nullable Known[] places = new @Nullable Known[64];

        /** Called without a lock: whoever comes second unpacks once more. */
        TimesColumn of(SealedTimes sealed) {
            int place = sealed.at * 0x9e3779b9 >>> 26;
            Known known = places[place];
            if (known == null || !known.sealed.equals(sealed)) {
                known = new Known(sealed, sealed.decode());
                places[place] = known;
            }
            return known.column;
        }
    }

    private record SealedChunk(
            long minTime,
            long maxTime,
            SealedTimes times,
            byte[] page,
            int at,
            int length,
            UnpackedTimes unpacked)
            implements Chunk, ChunkValues.Source {

        @Override
        public void read(long fromMillis, long toMillis, SampleBuffer into) {
            unpacked.of(times).read(fromMillis, toMillis, this, into);
        }

        @Override
        public void read(long fromMillis, long toMillis, Interest interest, SampleBuffer into) {
            unpacked.of(times).read(fromMillis, toMillis, interest, this, into);
        }

        @Override
        public ChunkValues values() {
            return new ChunkValues.Packed(new ByteReader(page, at, at + length));
        }
    }
}
