package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The series of a range selector or subquery, with all samples that any step's window may hold.
 * Safe for use by many threads, each with a reader of its own.
 */
public interface RangeVector {

    /** How wide and when the windows are. */
    Window window();

    int size();

    Labels labels(int index);

    boolean dropsName(int index);

    boolean isDistinctWithoutName();

    Reader reader();

    /** The same for functions that look at nothing but the growth of counters. */
    default RangeVector forGrowth(Grid grid) {
        return this;
    }

    /** Reads series in any order, for one thread. */
    @FunctionalInterface
    interface Reader {

        /** The samples of a series, or null if it has none; reused by the next call. */
        @Nullable Samples read(int index);
    }
}
