package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The series of an instant vector, each computed when it is asked for, over all steps at once. Safe
 * for use by many threads, each with a cursor of its own.
 */
public interface Columns {

    Grid grid();

    /** How many series there may be; some of them may turn out to have no points. */
    int size();

    Labels labels(int index);

    /** Whether the metric name still stands in the labels but is not part of the result. */
    boolean dropsName(int index);

    /** Whether the labels are known to stay distinct when the name is taken off. */
    boolean isDistinctWithoutName();

    /** Whether points that were read stay as they are, so that nobody needs to copy them. */
    default boolean isKept() {
        return false;
    }

    /** A way to read the series, for one thread. */
    Cursor cursor();

    /** Computes every series for its notes and errors alone. */
    default void computeAll() {
        Cursor cursor = cursor();
        for (int i = 0; i < size(); i++) {
            cursor.read(i);
        }
    }

    /** Reads series in any order. */
    @FunctionalInterface
    interface Cursor {

        /**
         * The points of a series, or null if it has none. Not to be changed, and reused by the next
         * call unless the columns keep them.
         */
        @Nullable Points read(int index);
    }
}
