package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import java.util.BitSet;

/**
 * Columns with other labels.
 *
 * @param dropsNames which series' names are to go
 */
public record RelabelledColumns(Columns source, Labels[] newLabels, BitSet dropsNames)
        implements ColumnsView {

    @Override
    public Labels labels(int index) {
        return newLabels[index];
    }

    @Override
    public boolean dropsName(int index) {
        return dropsNames.get(index);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return false;
    }

    @Override
    public boolean isKept() {
        return source.isKept();
    }

    @Override
    public Cursor cursor() {
        return source.cursor();
    }
}
