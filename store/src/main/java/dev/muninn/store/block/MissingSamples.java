package dev.muninn.store.block;

import dev.muninn.model.TimeRange;
import java.time.Instant;

/**
 * Samples that could not be read.
 *
 * @param what what is damaged
 * @param times when the samples are that may be missing
 */
public record MissingSamples(String what, TimeRange times) {

    public static MissingSamples between(String what, long fromMillis, long toMillis) {
        return new MissingSamples(what, new TimeRange(fromMillis, toMillis));
    }

    /** The sentence for people. */
    @Override
    public String toString() {
        return what
                + "; samples between "
                + Instant.ofEpochMilli(times.fromMillis())
                + " and "
                + Instant.ofEpochMilli(times.toMillis())
                + " may be missing";
    }
}
