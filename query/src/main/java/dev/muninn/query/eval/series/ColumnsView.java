package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;

/** Columns that are others seen in another way: as those are, but for what a view changes. */
public interface ColumnsView extends Columns {

    Columns source();

    @Override
    default Grid grid() {
        return source().grid();
    }

    @Override
    default int size() {
        return source().size();
    }

    @Override
    default Labels labels(int index) {
        return source().labels(index);
    }

    @Override
    default boolean dropsName(int index) {
        return source().dropsName(index);
    }

    @Override
    default boolean isDistinctWithoutName() {
        return source().isDistinctWithoutName();
    }
}
