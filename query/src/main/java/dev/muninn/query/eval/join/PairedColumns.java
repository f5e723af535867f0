package dev.muninn.query.eval.join;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.eval.series.Points;
import java.util.List;

/** Results of pairs of series that are known to belong together at all steps, as they are asked. */
record PairedColumns(Columns left, Columns right, List<Pair> pairs, ElementOperator operator)
        implements Columns {

    /** Two series by their indices. */
    record Pair(int left, int right, Labels labels, boolean dropsName) {}

    @Override
    public Grid grid() {
        return left.grid();
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public Labels labels(int index) {
        return pairs.get(index).labels();
    }

    @Override
    public boolean dropsName(int index) {
        return pairs.get(index).dropsName();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return pairs.stream().noneMatch(pair -> Names.isOn(pair.labels()));
    }

    @Override
    public Cursor cursor() {
        Cursor leftCursor = left.cursor();
        Cursor rightCursor = right.cursor();
        Points out = new Points(grid().steps());
        return index -> {
            Pair pair = pairs.get(index);
            Points leftPoints = leftCursor.read(pair.left());
            Points rightPoints = rightCursor.read(pair.right());
            if (leftPoints == null || rightPoints == null) {
                return null;
            }
            operator.apply(leftPoints, rightPoints, out);
            return out.isEmpty() ? null : out;
        };
    }
}
