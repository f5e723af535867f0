package dev.muninn.store.block;

/** Where the parts of a chunk stand. */
record ChunkEntry(
        long minTime,
        long maxTime,
        int count,
        int timesPage,
        int timesOffset,
        int valuesPage,
        int valuesOffset) {}
