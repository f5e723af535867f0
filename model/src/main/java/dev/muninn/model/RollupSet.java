package dev.muninn.model;

import java.util.List;

/**
 * The rolled up series of one selection, sorted by labels; to be closed.
 *
 * <p>Series may be read by several threads at once, each with a buffer of its own.
 */
public interface RollupSet extends AutoCloseable {

    int size();

    Labels labels(int index);

    /** Appends the series' buckets that end in the selection's range, ascending, each end once. */
    void read(int index, RollupBuffer into);

    /** What people must know of these answers: parts that could not be read. Complete on close. */
    List<String> warnings();

    @Override
    void close();
}
