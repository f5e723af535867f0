package dev.muninn.store.block;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkValues;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A page in memory. Safe for use by many threads. */
final class ReadPage {

    /*
     * Of a column of XORed doubles no value can be read without those before it, and each takes a
     * guess at where the next one begins: to pick one in 24 takes five times as long as from packed
     * integers. As it is hardly smaller than the doubles themselves, these stay with a page that
     * stays.
     */

    /** An array's header and its place in the map. */
    private static final int COLUMN_BYTES = 64;

    private final byte[] bytes;

    /** Is told what is held in addition; null if the page does not stay. */
    private final @Nullable IntConsumer growth;

    /** Unpacked columns by where they begin. */
    private final Map<Integer, double[]> columns = new ConcurrentHashMap<>();

    private ReadPage(byte[] bytes, @Nullable IntConsumer growth) {
        this.bytes = bytes;
        this.growth = growth;
    }

    /** A page that was read for once. */
    static ReadPage passing(byte[] bytes) {
        return new ReadPage(bytes, null);
    }

    /** A page that others will want to read. */
    static ReadPage staying(byte[] bytes, IntConsumer growth) {
        return new ReadPage(bytes, growth);
    }

    byte[] bytes() {
        return bytes;
    }

    /** What the samples of a chunk hold. */
    ChunkValues values(int offset, int count) {
        if (growth == null || !ChunkCodec.isSequential(bytes, offset)) {
            return new ChunkValues.Packed(from(offset));
        }
        double[] known = columns.get(offset);
        if (known == null) {
            known = ChunkCodec.floats(from(offset), count);
            if (columns.putIfAbsent(offset, known) == null) {
                growth.accept(COLUMN_BYTES + known.length * Double.BYTES);
            }
        }
        return new ChunkValues.Unpacked(known);
    }

    /** What stands there and behind. */
    ByteReader from(int offset) {
        return new ByteReader(bytes, offset, bytes.length);
    }
}
