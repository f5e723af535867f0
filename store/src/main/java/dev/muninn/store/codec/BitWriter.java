package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteWriter;

/** Appends bits, highest first, to a byte writer. */
final class BitWriter {

    private final ByteWriter out;
    private long pending;
    private int used;

    BitWriter(ByteWriter out) {
        this.out = out;
    }

    /** Appends the lowest {@code count} bits, at most 64, of which the others must be zero. */
    void write(long bits, int count) {
        int room = 64 - used;
        if (count < room) {
            pending |= bits << (room - count);
            used += count;
            return;
        }
        int rest = count - room;
        pending |= bits >>> rest;
        out.u64(Long.reverseBytes(pending));
        pending = rest == 0 ? 0 : bits << (64 - rest);
        used = rest;
    }

    /** Writes the bits left over, filled up to a whole byte. */
    void finish() {
        for (int bit = 0; bit < used; bit += 8) {
            out.u8((int) (pending >>> (56 - bit)));
        }
        pending = 0;
        used = 0;
    }
}
