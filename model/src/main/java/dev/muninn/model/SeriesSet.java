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
     * Appends of what {@link #read} appends at least the newest sample that is not after each of
     * the instants. Who looks at a series only then may be spared most of its samples.
     */
    default void readLatest(int index, Instants at, SampleBuffer into) {
        read(index, into);
    }

    /**
     * Appends of what {@link #read} appends at least the first and the last sample of each of the
     * windows (end - range, end], and, where the value of a float is less than the one before it,
     * both. How many others are left out stands in {@link SampleBuffer#ranks}. That is enough to
     * tell how much counters grow in these windows.
     */
    default void readGrowth(int index, Instants ends, long rangeMillis, SampleBuffer into) {
        read(index, into);
    }

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
