package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteWriter;

/** A way of writing columns of integers that {@link IntegerColumn} reads. */
interface IntegerEncoding {

    /** Appends the first {@code count} numbers, of magnitude up to 2^60. */
    void encode(long[] values, int count, ByteWriter out);
}
