package dev.muninn.query.eval.aggregate;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds columns into groups, slice by slice, several at a time.
 *
 * @param newState makes the state of a group
 * @param stateBytes what a state holds in memory
 */
record Fold<S extends GroupState<S>>(
        Columns columns, Groups groups, Supplier<S> newState, long stateBytes, Budget budget) {

    /** Fewer series than this are folded by one thread, in exactly the order of the series. */
    private static final int LEAST_SLICE = 512;

    /** Slices share nothing but each holds states, so there must not be many. */
    private static final int MOST_SLICES = 8;

    /** The states of the groups that a slice of the series touched. */
    private static final class Slice<S> {

        final @Nullable Object[] states;
        final BitSet dropsName = new BitSet();

        Slice(int groups) {
            states = new @Nullable Object[groups];
        }

        @SuppressWarnings("unchecked") // only states of type S are put in
        @Nullable S state(int group) {
            return (S) states[group];
        }
    }

    static int sliceSize(int size) {
        return Math.max(LEAST_SLICE, (size + MOST_SLICES - 1) / MOST_SLICES);
    }

    Columns run(Workers workers) {
        List<Slice<S>> slices = workers.run(columns.size(), sliceSize(columns.size()), this::fold);
        Slice<S> all = slices.getFirst();
        for (Slice<S> later : slices.subList(1, slices.size())) {
            merge(all, later);
        }
        List<Column> results = new ArrayList<>();
        for (int group = 0; group < groups.count(); group++) {
            S state = all.state(group);
            if (state != null) {
                Points points = state.finish();
                budget.release(stateBytes - Math.min(stateBytes, Points.bytes(points.steps())));
                if (!points.isEmpty()) {
                    Labels labels = groups.labels(group);
                    results.add(new Column(labels, all.dropsName.get(group), points));
                }
            }
        }
        Arrays.fill(all.states, null);
        return new ColumnList(columns.grid(), results);
    }

    private Slice<S> fold(int from, int to) {
        Slice<S> slice = new Slice<>(groups.count());
        Columns.Cursor cursor = columns.cursor();
        for (int i = from; i < to; i++) {
            Points points = cursor.read(i);
            if (points == null) {
                continue;
            }
            int group = groups.groupOf(i);
            S state = slice.state(group);
            if (state == null) {
                budget.reserve(stateBytes);
                state = newState.get();
                slice.states[group] = state;
            }
            state.add(points, points.hasHistograms() ? columns.labels(i).metricName() : "");
            if (columns.dropsName(i)) {
                slice.dropsName.set(group);
            }
        }
        return slice;
    }

    private void merge(Slice<S> all, Slice<S> later) {
        for (int group = 0; group < groups.count(); group++) {
            S state = all.state(group);
            S more = later.state(group);
            if (state == null) {
                all.states[group] = more;
            } else if (more != null) {
                state.merge(more);
                budget.release(stateBytes);
            }
        }
        all.dropsName.or(later.dropsName);
    }
}
