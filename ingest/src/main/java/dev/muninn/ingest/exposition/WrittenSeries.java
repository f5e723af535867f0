package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;

/** A series as an exposition writes it; points into the exposition, and is reused. */
public interface WrittenSeries {

    /** Takes the hash that tells the series apart from any other of the same format. */
    void hash(TextHash into);

    /**
     * The labels, with the metric's name among them.
     *
     * @throws MuninnException of kind BAD_INPUT if they are malformed or a name occurs twice
     */
    Labels labels();
}
