package dev.muninn.query.eval;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what columns hold and lists it without gaps. */
public final class Results {

    /** Fewer series than this are not worth another thread. */
    private static final int SLICE = 256;

    /** One series' points in columns; arrays may be shared. */
    public record Series(
            Labels labels,
            long[] times,
            double[] values,
            @Nullable NativeHistogram @Nullable [] histograms) {}

    private Results() {}

    /** All series that have points, in order of the columns. */
    public static List<Series> list(Columns columns, Budget budget, Workers workers) {
        Grid grid = columns.grid();
        long[] times = new long[grid.steps()];
        Arrays.setAll(times, grid::time);
        List<Series> all = new ArrayList<>();
        workers.run(
                        columns.size(),
                        SLICE,
                        (from, to) -> {
                            List<Series> slice = new ArrayList<>();
                            Columns.Cursor cursor = columns.cursor();
                            for (int i = from; i < to; i++) {
                                Points points = cursor.read(i);
                                if (points != null) {
                                    slice.add(series(columns, i, points, times, budget));
                                }
                            }
                            return slice;
                        })
                .forEach(all::addAll);
        return all;
    }

    /** Sorts by labels, unless that is the order already. */
    public static List<Series> sorted(List<Series> series) {
        for (int i = 1; i < series.size(); i++) {
            if (series.get(i - 1).labels().compareTo(series.get(i).labels()) > 0) {
                List<Series> sorted = new ArrayList<>(series);
                sorted.sort(Comparator.comparing(Series::labels));
                return sorted;
            }
        }
        return series;
    }

    private static Series series(
            Columns columns, int index, Points points, long[] times, Budget budget) {
        Labels labels = columns.labels(index);
        int count = points.count();
        if (count == points.steps() && !points.hasHistograms()) {
            if (columns.isKept()) {
                return new Series(labels, times, points.values(), null);
            }
            budget.reserve(8L * count);
            return new Series(labels, times, points.values().clone(), null);
        }
        budget.reserve(16L * count);
        long[] ownTimes = new long[count];
        double[] values = new double[count];
        NativeHistogram[] histograms = points.hasHistograms() ? new NativeHistogram[count] : null;
        int at = 0;
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            ownTimes[at] = times[step];
            values[at] = points.values()[step];
            if (histograms != null) {
                histograms[at] = points.histogram(step);
            }
            at++;
        }
        return new Series(labels, ownTimes, values, histograms);
    }

    /** The samples within the window of the only step. */
    public static List<Series> samples(RangeVector range, Grid grid, Budget budget) {
        List<Series> all = new ArrayList<>();
        RangeVector.Reader reader = range.reader();
        long start = range.window().start(grid, 0);
        long end = range.window().end(grid, 0);
        for (int i = 0; i < range.size(); i++) {
            Samples samples = reader.read(i);
            if (samples != null) {
                Series series = series(range.labels(i), samples, start, end);
                if (series.times().length > 0) {
                    budget.reserve(16L * series.times().length);
                    all.add(series);
                }
            }
        }
        return all;
    }

    /** Floats and histograms in order of time. */
    private static Series series(Labels labels, Samples samples, long start, long end) {
        int size = samples.floatCount() + samples.histogramCount();
        long[] times = new long[size];
        double[] values = new double[size];
        NativeHistogram[] histograms =
                samples.histogramCount() > 0 ? new NativeHistogram[size] : null;
        int count = 0;
        int nextFloat = 0;
        int nextHistogram = 0;
        while (nextFloat + nextHistogram < size) {
            boolean isFloat =
                    nextHistogram == samples.histogramCount()
                            || (nextFloat < samples.floatCount()
                                    && samples.floatTimes()[nextFloat]
                                            < samples.histogramTimes()[nextHistogram]);
            long time =
                    isFloat
                            ? samples.floatTimes()[nextFloat]
                            : samples.histogramTimes()[nextHistogram];
            if (time > start && time <= end) {
                times[count] = time;
                if (isFloat) {
                    values[count] = samples.floatValues()[nextFloat];
                } else if (histograms != null) {
                    histograms[count] = samples.histograms()[nextHistogram];
                }
                count++;
            }
            if (isFloat) {
                nextFloat++;
            } else {
                nextHistogram++;
            }
        }
        return new Series(
                labels,
                Arrays.copyOf(times, count),
                Arrays.copyOf(values, count),
                histograms == null ? null : Arrays.copyOf(histograms, count));
    }
}
