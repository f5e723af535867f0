package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import java.util.function.UnaryOperator;

/** Columns with labels changed one by one, and a new answer to whether the name goes. */
public record RenamedColumns(
        Columns source, UnaryOperator<Labels> rename, NameMark mark, boolean isDistinctWithoutName)
        implements ColumnsView {

    /** What becomes of the mark that the name is to go. */
    public enum NameMark {
        KEPT,
        SET,
        CLEARED
    }

    @Override
    public Labels labels(int index) {
        return rename.apply(source.labels(index));
    }

    @Override
    public boolean dropsName(int index) {
        return switch (mark) {
            case KEPT -> source.dropsName(index);
            case SET -> true;
            case CLEARED -> false;
        };
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
