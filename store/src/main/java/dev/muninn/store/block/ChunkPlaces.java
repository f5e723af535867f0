package dev.muninn.store.block;

import java.util.List;

/** Where the chunks of a series of a block stand, ascending, as the block's index tells. */
public final class ChunkPlaces {

    /** An entry and its place in the list. */
    private static final int ENTRY_BYTES = 56;

    private static final int LIST_BYTES = 64;

    private final List<ChunkEntry> entries;

    ChunkPlaces(List<ChunkEntry> entries) {
        this.entries = entries;
    }

    /** How many chunks there are. */
    public int count() {
        return entries.size();
    }

    /** The memory they take, about. */
    public int bytes() {
        return LIST_BYTES + ENTRY_BYTES * entries.size();
    }

    ChunkEntry get(int index) {
        return entries.get(index);
    }
}
