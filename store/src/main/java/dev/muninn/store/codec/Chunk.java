package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;

/**
 * A run of samples of one series that can still be read, whatever happens to where it came from.
 */
public interface Chunk {

    long minTime();

    long maxTime();

    /**
     * Appends the samples from {@code fromMillis} to {@code toMillis}, both included, ascending.
     */
    void read(long fromMillis, long toMillis, SampleBuffer into);

    /** Appends what matters of these samples, or more of them. */
    default void read(long fromMillis, long toMillis, Interest interest, SampleBuffer into) {
        read(fromMillis, toMillis, into);
    }
}
