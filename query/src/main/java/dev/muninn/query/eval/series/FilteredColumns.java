package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;

/**
 * Columns less some of their points.
 *
 * @param groupOf which of the bit sets concerns each series
 * @param bits steps by group, one bit each
 * @param keepsSet whether points stay where the bit is set, or where it is not
 */
public record FilteredColumns(Columns source, int[] groupOf, long[][] bits, boolean keepsSet)
        implements Columns {

    @Override
    public Grid grid() {
        return source.grid();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Labels labels(int index) {
        return source.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return source.dropsName(index);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }

    @Override
    public Cursor cursor() {
        Cursor in = source.cursor();
        Points out = new Points(grid().steps());
        return index -> {
            Points points = in.read(index);
            if (points == null) {
                return null;
            }
            long[] filter = bits[groupOf[index]];
            out.clear();
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                boolean isSet = (filter[step >>> 6] >>> step & 1) != 0;
                if (isSet == keepsSet) {
                    out.set(step, points);
                }
            }
            return out.isEmpty() ? null : out;
        };
    }
}
