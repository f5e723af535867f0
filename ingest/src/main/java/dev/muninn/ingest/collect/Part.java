package dev.muninn.ingest.collect;

import java.io.IOException;
import java.time.Duration;

/** One thing that a collector reads; fails on its own. Used by the collector's thread only. */
public interface Part {

    /** The value of the {@code collector} label. */
    String name();

    /** How often it is worth reading; between, the last values are reported again. */
    default Duration every() {
        return Duration.ZERO;
    }

    /**
     * Reads and reports.
     *
     * @throws java.nio.file.NoSuchFileException if this machine does not have what is read
     * @throws IOException if it cannot be read now
     */
    void collect(SampleFrame into) throws IOException;
}
