package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.FilteredColumns;
import java.util.function.IntPredicate;

/** The series whose labels' hash falls into a part of all hashes. */
final class HashShare {

    private HashShare() {}

    /**
     * @param ratios the part by step: from 0 upwards if positive, from 1 downwards if negative
     */
    static Columns of(Columns columns, double[] ratios) {
        return new FilteredColumns(columns, index -> within(columns, index, ratios));
    }

    private static IntPredicate within(Columns columns, int index, double[] ratios) {
        double place = LabelsHash.place(columns.labels(index));
        return step -> isWithin(place, Math.clamp(ratios[step], -1.0, 1.0));
    }

    private static boolean isWithin(double place, double ratio) {
        if (ratio == 0) {
            return false;
        }
        return ratio > 0 ? place < ratio : place >= 1.0 + ratio;
    }
}
