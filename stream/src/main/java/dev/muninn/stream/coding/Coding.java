package dev.muninn.stream.coding;

import dev.muninn.model.Staleness;

/** How the values of a view are written into binary frames. Immutable. */
public sealed interface Coding permits PlainCoding, ExactCoding, RoundedCoding {

    /** What stands for "no value" in a row; a sample that is one ends its series anyway. */
    double NONE = Staleness.MARKER;

    /** Its number in a frame's flags. */
    int number();

    /** Whether a value can be written at all; {@link #NONE} cannot. */
    default boolean takes(double value) {
        return !Staleness.isMarker(value);
    }

    /** The value as viewers will see it: itself, where nothing is lost. */
    default double seen(int query, double value) {
        return value;
    }

    /** Writes a value that is taken, against a base, and returns the base for the next one. */
    double put(BinaryBuffer out, int query, double value, double base);

    /** Writes a base by itself. */
    default void putBase(BinaryBuffer out, double base) {
        out.f64(base);
    }
}
