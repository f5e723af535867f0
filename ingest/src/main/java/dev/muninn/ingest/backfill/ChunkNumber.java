package dev.muninn.ingest.backfill;

/** A number of a chunk's samples: written whole once, then by its changes. */
interface ChunkNumber {

    /** Reads the number of the first sample. */
    void readFirst(BitReader in);

    /** Reads the number of the sample after the one read last; {@code index} counts from 0. */
    void readNext(BitReader in, int index);

    double value();
}
