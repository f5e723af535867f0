package dev.muninn.model;

import java.util.List;

/**
 * The series of one selection, sorted by labels, as they were at one moment; to be closed.
 *
 * <p>Series may be read by several threads at once, each with a buffer of its own.
 */
public interface SeriesSet extends AutoCloseable {

    int size();

    Labels labels(int index);

    /**
     * Appends the series' samples within the selection's range to the buffer, ascending, each time
     * once, staleness markers included.
     */
    void read(int index, SampleBuffer into);

    /**
     * The widest buckets that stand for samples in these answers, or 0. Where samples are past
     * their retention, the last one of each bucket is told instead: a sample as it was, at its own
     * time.
     */
    default long coarsestMillis() {
        return 0;
    }

    /** What people must know of these answers: parts that could not be read. Complete on close. */
    List<String> warnings();

    @Override
    void close();
}
