package dev.muninn.query.eval.aggregate;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;

/**
 * The series whose labels' hash falls into a part of all hashes.
 *
 * @param ratios the part by step: from 0 upwards if positive, from 1 downwards if negative
 */
record PartOfColumns(Columns source, double[] ratios) implements Columns {

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
        Points out = new Points(ratios.length);
        return index -> {
            Points points = in.read(index);
            if (points == null) {
                return null;
            }
            double place = LabelsHash.place(source.labels(index));
            out.clear();
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                if (isWithin(place, Math.clamp(ratios[step], -1.0, 1.0))) {
                    out.set(step, points);
                }
            }
            return out.isEmpty() ? null : out;
        };
    }

    private static boolean isWithin(double place, double ratio) {
        if (ratio == 0) {
            return false;
        }
        return ratio > 0 ? place < ratio : place >= 1.0 + ratio;
    }
}
