package dev.muninn.store.block;

import dev.muninn.store.codec.ChunkValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Columns of a page that were read and stay, by where they begin. Safe for use by many threads. */
final class KeptColumns {

    /*
     * Found without a lock or an object, for that is done for each chunk of each series. A place is
     * filled once and then stays as it is; who does not see it yet reads the column once more, and who
     * sees a place's offset sees its own column there or none: before, it has an offset that is none.
     * Columns worth keeping are long, so that hardly ever two begin so close to each other that they would
     * have the same place; then the second is not kept.
     */

    /** Fewer bytes have hardly anything in them that is worth being kept. */
    private static final int SHIFT = 7;

    private static final int NONE = -1;

    private final int[] offsets;
    private final @Nullable ChunkValues[] columns;

    /**
     * @param pageBytes length of the page
     */
    KeptColumns(int pageBytes) {
        int places = (pageBytes >>> SHIFT) + 1;
        offsets = new int[places];
        Arrays.fill(offsets, NONE);
        columns = new @Nullable ChunkValues[places];
    }

    /** The memory they take while there are none, about. */
    int bytes() {
        return 2 * Integer.BYTES * columns.length;
    }

    @Nullable ChunkValues get(int offset) {
        int place = offset >>> SHIFT;
        return offsets[place] == offset ? columns[place] : null;
    }

    /** Whether a column that begins here would be kept; maybe not any more when it is there. */
    boolean hasRoom(int offset) {
        return columns[offset >>> SHIFT] == null;
    }

    /** Keeps a column; whether it is the first at its place. */
    synchronized boolean put(int offset, ChunkValues column) {
        int place = offset >>> SHIFT;
        if (columns[place] != null) {
            return false;
        }
        offsets[place] = offset;
        columns[place] = column;
        return true;
    }
}
