package dev.muninn.store.block;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkValues;
import dev.muninn.store.codec.MarkedColumn;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A page in memory. Safe for use by many threads. */
final class ReadPage {

    /*
     * Of a column of XORed doubles no value can be read without those before it, and each takes a
     * guess at where the next one begins: to pick one in 24 takes five times as long as from packed
     * integers. As it is hardly smaller than the doubles themselves, these stay with a page that
     * stays. Of differences all before a number have to be added up: there milestones stay, at half a
     * byte a sample, while there is room for them; beside the differences themselves, if these have
     * codes that cannot be read singly.
     */

    /** Is told what a page that stays holds in addition. */
    interface Keeper {

        /** So many bytes more, which it cannot do without. */
        void grew(int bytes);

        /** Whether milestones may take memory. */
        boolean hasRoomForMarks();

        /** So many bytes more of milestones. */
        void marked(int bytes);
    }

    /** An array's header and its place in the list. */
    private static final int COLUMN_BYTES = 64;

    private final byte[] bytes;

    /** Null if the page does not stay. */
    private final @Nullable Keeper keeper;

    /** Made when the first column is kept. */
    private volatile @Nullable KeptColumns columns;

    private ReadPage(byte[] bytes, @Nullable Keeper keeper) {
        this.bytes = bytes;
        this.keeper = keeper;
    }

    /** A page that was read for once. */
    static ReadPage passing(byte[] bytes) {
        return new ReadPage(bytes, null);
    }

    /** A page that others will want to read. */
    static ReadPage staying(byte[] bytes, Keeper keeper) {
        return new ReadPage(bytes, keeper);
    }

    byte[] bytes() {
        return bytes;
    }

    /** What the samples of a chunk hold, to be read as a whole. */
    ChunkValues values(int offset, int count) {
        return keeper == null || !ChunkCodec.isSequential(bytes, offset)
                ? packed(offset)
                : kept(offset, count, keeper);
    }

    /** What the samples of a chunk hold, to read a few of. */
    ChunkValues few(int offset, int count) {
        return keeper == null ? packed(offset) : kept(offset, count, keeper);
    }

    /** What stands there and behind. */
    ByteReader from(int offset) {
        return new ByteReader(bytes, offset, bytes.length);
    }

    private ChunkValues packed(int offset) {
        return new ChunkValues.Packed(from(offset));
    }

    private ChunkValues kept(int offset, int count, Keeper told) {
        KeptColumns known = columns;
        ChunkValues column = known == null ? null : known.get(offset);
        if (column != null) {
            return column;
        }
        // Else it would be made anew for each reader, which is dearer than to read it as it is.
        return known == null || known.hasRoom(offset) ? keep(offset, count, told) : packed(offset);
    }

    private ChunkValues keep(int offset, int count, Keeper told) {
        if (ChunkCodec.isSequential(bytes, offset)) {
            double[] floats = ChunkCodec.floats(from(offset), count);
            ChunkValues unpacked = new ChunkValues.Unpacked(floats);
            return keep(offset, unpacked, COLUMN_BYTES + floats.length * Double.BYTES, told::grew);
        }
        MarkedColumn marked = told.hasRoomForMarks() ? MarkedColumn.of(bytes, offset, count) : null;
        return marked == null
                ? packed(offset)
                : keep(offset, marked, marked.extraBytes(), told::marked);
    }

    private ChunkValues keep(int offset, ChunkValues column, int more, IntConsumer told) {
        if (columns(told).put(offset, column)) {
            told.accept(more);
        }
        return column;
    }

    private KeptColumns columns(IntConsumer told) {
        KeptColumns known = columns;
        if (known != null) {
            return known;
        }
        KeptColumns made = new KeptColumns(bytes.length);
        synchronized (this) {
            known = columns;
            if (known != null) {
                return known;
            }
            columns = made;
        }
        told.accept(made.bytes());
        return made;
    }
}
