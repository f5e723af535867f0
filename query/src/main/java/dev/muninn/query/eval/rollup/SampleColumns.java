package dev.muninn.query.eval.rollup;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Columns;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The columns that samples give where buckets do not do, made when first wanted. Safe for use by
 * many threads.
 */
final class SampleColumns {

    private final Supplier<Columns> evaluation;
    private @Nullable Columns columns;

    /**
     * @param evaluation gives columns sorted by labels
     */
    SampleColumns(Supplier<Columns> evaluation) {
        this.evaluation = evaluation;
    }

    synchronized Columns columns() {
        Columns known = columns;
        if (known == null) {
            known = evaluation.get();
            columns = known;
        }
        return known;
    }

    /** The index of a series, or -1. */
    int place(Labels labels) {
        Columns all = columns();
        int low = 0;
        int high = all.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = all.labels(middle).compareTo(labels);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }
}
