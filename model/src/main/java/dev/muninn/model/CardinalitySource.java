package dev.muninn.model;

/** Tells what the series are made of, from counts kept anyway: quick, however many there are. */
public interface CardinalitySource {

    /** The largest of each kind, {@code limit} entries per list. */
    Cardinality cardinality(int limit);
}
