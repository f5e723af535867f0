package dev.muninn.ingest.backfill;

import dev.muninn.model.WriteBatch;
import java.io.IOException;

/** Samples of a file, read step by step; confined to one thread. */
public interface BackfillSource extends AutoCloseable {

    /**
     * Adds the next samples to the emptied batch; says whether there were any.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT with the place that is broken
     */
    boolean next(WriteBatch into) throws IOException;

    /** How far the source has been read, in units of {@link #size}. */
    long position();

    long size();

    /** Goes on from a position that an earlier run has reached. */
    void moveTo(long position) throws IOException;

    /** What was passed over since the source was opened, in words; empty if nothing was. */
    default String passedOver() {
        return "";
    }

    @Override
    void close() throws IOException;
}
