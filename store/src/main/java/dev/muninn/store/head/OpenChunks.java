package dev.muninn.store.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a stripe knows of each of its series: one record of 64 bytes, and the open chunk in slabs.
 * Guarded by the stripe's lock.
 */
final class OpenChunks {

    /*
     * Per sample in the open chunk:
     *   u8 control: bits 0-3 changed bytes n, bits 4-6 zero bytes below them, bit 7 step changed
     *   [zigzag varint: step - step before]  n bytes of (bits ^ bits before)
     * The first sample's time stands in the record, its value counts as XORed with zero.
     */

    static final int NEWEST = 0;
    static final int LAST_TIME = 1;
    private static final int LAST_BITS = 2;
    private static final int LAST_STEP = 3;
    private static final int FIRST_TIME = 4;

    /** Samples in the open chunk, and the bytes used of its last slab in the upper half. */
    private static final int FILL = 5;

    /** First and, in the upper half, last slab of the open chunk. */
    private static final int SLABS = 6;

    /** Where the newest sealed chunk stands. */
    private static final int SEALED = 7;

    private static final int RECORD = 8;

    /** No time: older than any sample. */
    static final long NEVER = Long.MIN_VALUE;

    static final int STEP_CHANGED = 0x80;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Slabs slabs = new Slabs();
    private long[] records = new long[0];

    /** Where {@link #decode} puts a chunk's bytes in one piece. */
    private byte[] unchained = new byte[512];

    /** Makes sure there is a record for the slot. */
    void cover(int slot) {
        int size = records.length / RECORD;
        if (slot >= size) {
            int newSize = Math.min(Stripe.SERIES, Math.max(slot + 1, Math.max(64, 2 * size)));
            records = Arrays.copyOf(records, newSize * RECORD);
            for (int i = size; i < newSize; i++) {
                reset(i);
            }
        }
    }

    private void reset(int slot) {
        int at = slot * RECORD;
        Arrays.fill(records, at, at + RECORD, 0);
        records[at + NEWEST] = NEVER;
        records[at + LAST_TIME] = NEVER;
        records[at + SEALED] = ChunkArena.NOTHING;
    }

    int slots() {
        return records.length / RECORD;
    }

    long newest(int slot) {
        return records[slot * RECORD + NEWEST];
    }

    void newest(int slot, long time) {
        records[slot * RECORD + NEWEST] = time;
    }

    /** Time of the last float appended in order; also after its chunk has gone. */
    long lastTime(int slot) {
        return records[slot * RECORD + LAST_TIME];
    }

    long lastBits(int slot) {
        return records[slot * RECORD + LAST_BITS];
    }

    long sealed(int slot) {
        return records[slot * RECORD + SEALED];
    }

    void sealed(int slot, long pointer) {
        records[slot * RECORD + SEALED] = pointer;
    }

    int count(int slot) {
        return (int) records[slot * RECORD + FILL];
    }

    long firstTime(int slot) {
        return records[slot * RECORD + FIRST_TIME];
    }

    /** Brings what {@link #append} will change into the processor's cache; means nothing else. */
    byte touch(int slot) {
        int at = slot * RECORD;
        long fill = at < records.length ? records[at + FILL] : 0;
        if ((int) fill == 0) {
            return 0;
        }
        int slab = (int) (records[at + SLABS] >>> 32);
        return slabs.page(slab)[slabs.offset(slab) + (int) (fill >>> 32)];
    }

    /** Appends a sample newer than all of the slot; the number of samples then in the chunk. */
    int append(int slot, long time, long bits) {
        int at = slot * RECORD;
        long fill = records[at + FILL];
        int count = (int) fill;
        int used = (int) (fill >>> 32);
        int slab;
        long step;
        long changed;
        long stepChange;
        if (count == 0) {
            slab = slabs.allocate();
            records[at + SLABS] = (long) slab << 32 | slab;
            records[at + FIRST_TIME] = time;
            used = 0;
            step = 0;
            stepChange = 0;
            changed = bits;
        } else {
            slab = (int) (records[at + SLABS] >>> 32);
            step = time - records[at + LAST_TIME];
            stepChange = step - records[at + LAST_STEP];
            changed = bits ^ records[at + LAST_BITS];
        }
        int below = changed == 0 ? 0 : Long.numberOfTrailingZeros(changed) >>> 3;
        long shifted = changed >>> (below << 3);
        int length = (71 - Long.numberOfLeadingZeros(shifted)) >>> 3;
        long zigzag = (stepChange << 1) ^ (stepChange >> 63);
        int head = zigzag == 0 ? 1 : 1 + (70 - Long.numberOfLeadingZeros(zigzag)) / 7;
        // The value is stored as a whole word first, which may run into the number of the next
        // slab as long as there is none.
        if (used + head + length >= Slabs.PAYLOAD || used + head + Long.BYTES > Slabs.SIZE) {
            markEnd(slab, used);
            int more = slabs.allocate();
            slabs.setNext(slab, more);
            slab = more;
            records[at + SLABS] = (long) slab << 32 | records[at + SLABS] & 0xffffffffL;
            used = 0;
        }
        byte[] page = slabs.page(slab);
        int to = slabs.offset(slab) + used;
        page[to++] = (byte) (length | below << 4 | (zigzag == 0 ? 0 : STEP_CHANGED));
        if (zigzag != 0) {
            to = putVarint(page, to, zigzag);
        }
        LONG.set(page, to, shifted);
        records[at + NEWEST] = time;
        records[at + LAST_TIME] = time;
        records[at + LAST_BITS] = bits;
        records[at + LAST_STEP] = step;
        records[at + FILL] = (long) (used + head + length) << 32 | (count + 1);
        return count + 1;
    }

    private static int putVarint(byte[] page, int at, long value) {
        int to = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            page[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        page[to++] = (byte) rest;
        return to;
    }

    /** Leaves in a full slab's last byte how many of its bytes are unused. */
    private void markEnd(int slab, int used) {
        slabs.page(slab)[slabs.offset(slab) + Slabs.PAYLOAD - 1] = (byte) (Slabs.PAYLOAD - used);
    }

    /** Reads the open chunk into the arrays, which hold {@link #count} at least. */
    void decode(int slot, long[] times, long[] bits) {
        int length = length(slot);
        if (length > unchained.length - OpenSamples.SLACK) {
            unchained = new byte[2 * length + OpenSamples.SLACK];
        }
        unchain(slot, unchained);
        OpenSamples samples = new OpenSamples(unchained, firstTime(slot));
        int count = count(slot);
        for (int i = 0; i < count; i++) {
            samples.next();
            times[i] = samples.time();
            bits[i] = samples.bits();
        }
    }

    /** The open chunk, which is not empty, without what is appended later. */
    OpenChunk copy(int slot) {
        byte[] bytes = new byte[length(slot) + OpenSamples.SLACK];
        unchain(slot, bytes);
        return new OpenChunk(firstTime(slot), lastTime(slot), count(slot), bytes);
    }

    /** Bytes of all samples in the open chunk. */
    private int length(int slot) {
        long chain = records[slot * RECORD + SLABS];
        int last = (int) (chain >>> 32);
        int length = (int) (records[slot * RECORD + FILL] >>> 32);
        for (int slab = (int) chain; slab != last; slab = slabs.next(slab)) {
            length += fullLength(slab);
        }
        return length;
    }

    /** Copies the bytes of all samples one behind the other. */
    private void unchain(int slot, byte[] into) {
        long chain = records[slot * RECORD + SLABS];
        int last = (int) (chain >>> 32);
        int to = 0;
        int slab = (int) chain;
        for (; slab != last; slab = slabs.next(slab)) {
            int length = fullLength(slab);
            System.arraycopy(slabs.page(slab), slabs.offset(slab), into, to, length);
            to += length;
        }
        int length = (int) (records[slot * RECORD + FILL] >>> 32);
        System.arraycopy(slabs.page(slab), slabs.offset(slab), into, to, length);
    }

    private int fullLength(int slab) {
        int last = slabs.offset(slab) + Slabs.PAYLOAD - 1;
        return Slabs.PAYLOAD - slabs.page(slab)[last];
    }

    /** Empties the open chunk; what is known of the last sample stays. */
    void clear(int slot) {
        int at = slot * RECORD;
        if ((int) records[at + FILL] > 0) {
            slabs.release((int) records[at + SLABS], (int) (records[at + SLABS] >>> 32));
            records[at + FILL] = 0;
        }
    }

    /** Forgets the last sample of an empty chunk: it need not be in a block any more. */
    void forgetLast(int slot) {
        if (count(slot) == 0) {
            records[slot * RECORD + LAST_TIME] = NEVER;
        }
    }

    /** Forgets a series. */
    void forget(int slot) {
        clear(slot);
        reset(slot);
    }

    long memoryBytes() {
        return slabs.memoryBytes() + 8L * records.length;
    }
}
