package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;
import java.util.Arrays;

/**
 * Growth between the first and last sample of each window, with counter resets made good, stretched
 * to the ends of the window as far as the samples reach near them.
 */
final class ExtrapolatedRate implements WindowFunction {

    /*
     * Floats: growth is last less first plus what stood before each reset. Resets of a series are
     * found once and passed along with the windows, so a window without a reset costs nothing more.
     */

    private final RateKind kind;
    private final Annotations annotations;
    private final Span span;
    private final HistogramGrowth histogramGrowth;
    private int[] resets = new int[16];
    private int resetCount;
    private int firstOverlap;

    ExtrapolatedRate(RateKind kind, Annotations annotations, Span span) {
        this.kind = kind;
        this.annotations = annotations;
        this.span = span;
        histogramGrowth = new HistogramGrowth(kind, annotations, span);
    }

    @Override
    public void apply(Windows windows, Points out) {
        if (kind.isCounter()) {
            findResets(windows.samples());
        }
        int nextReset = 0;
        boolean hasFloats = false;
        for (int step = 0; step < windows.steps(); step++) {
            int from = windows.floatFrom(step);
            int to = windows.floatTo(step);
            if (windows.histogramCount(step) > 0) {
                if (from < to) {
                    annotations.add(Note.mixedFloatsAndHistograms(windows.metricName(), span));
                } else {
                    histograms(windows, step, out);
                }
                continue;
            }
            if (from == to) {
                continue;
            }
            while (nextReset < resetCount && resets[nextReset] <= from) {
                nextReset++;
            }
            if (floats(windows, step, nextReset, out)) {
                hasFloats = true;
            }
        }
        if (hasFloats && kind.isCounter()) {
            CounterNames.check(windows.metricName(), annotations, span);
        }
    }

    private void findResets(Samples samples) {
        resetCount = 0;
        firstOverlap = Integer.MAX_VALUE;
        double[] values = samples.floatValues();
        int count = samples.floatCount();
        long[] starts = samples.floatStarts();
        if (starts != null) {
            findResetsByStart(samples, starts);
        } else if (count > 0) {
            double previous = values[0];
            for (int i = 1; i < count; i++) {
                double value = values[i];
                if (value < previous) {
                    addReset(i);
                }
                previous = value;
            }
        }
    }

    private void findResetsByStart(Samples samples, long[] starts) {
        double[] values = samples.floatValues();
        long[] times = samples.floatTimes();
        for (int i = 1; i < samples.floatCount(); i++) {
            if (values[i] < values[i - 1] || StartTimes.isReset(starts, times, i)) {
                addReset(i);
            }
            if (firstOverlap == Integer.MAX_VALUE && StartTimes.overlaps(starts, times, i)) {
                firstOverlap = i;
            }
        }
    }

    private void addReset(int index) {
        if (resetCount == resets.length) {
            resets = Arrays.copyOf(resets, 2 * resetCount);
        }
        resets[resetCount++] = index;
    }

    private boolean floats(Windows windows, int step, int nextReset, Points out) {
        Samples samples = windows.samples();
        double[] values = samples.floatValues();
        long[] times = samples.floatTimes();
        int first = windows.floatFrom(step);
        int last = windows.floatTo(step) - 1;
        double growth = values[last] - values[first];
        long[] starts = null;
        if (kind.isCounter()) {
            for (int i = nextReset; i < resetCount && resets[i] <= last; i++) {
                growth += values[resets[i] - 1];
            }
            starts = samples.floatStarts();
            if (firstOverlap <= last && overlapsWithin(samples, first, last)) {
                annotations.add(Note.startTimeOverlap(windows.metricName(), span));
            }
        }
        Stretch stretch =
                Stretch.of(windows, step, times[first], times[last], samples.gaps(first, last));
        if (starts != null && stretch.beginsAt(starts[first])) {
            growth += values[first];
        } else if (last == first) {
            return false;
        } else {
            stretch.toStart();
            if (kind.isCounter() && growth > 0 && values[first] >= 0) {
                stretch.notBelowZero(values[first] / growth);
            }
        }
        out.set(step, growth * stretch.factor(kind));
        return true;
    }

    private static boolean overlapsWithin(Samples samples, int first, int last) {
        for (int i = first + 1; i <= last; i++) {
            if (StartTimes.overlaps(samples.floatStarts(), samples.floatTimes(), i)) {
                return true;
            }
        }
        return false;
    }

    private void histograms(Windows windows, int step, Points out) {
        Samples samples = windows.samples();
        int first = windows.histogramFrom(step);
        int last = windows.histogramTo(step) - 1;
        long[] times = samples.histogramTimes();
        NativeHistogram firstValue = samples.histograms()[first];
        NativeHistogram growth = null;
        windows.work((last - first) * 16);
        if (last > first) {
            growth = histogramGrowth.between(windows, first, last);
            if (growth == null) {
                return;
            }
        }
        long[] starts = kind.isCounter() ? samples.histogramStarts() : null;
        Stretch stretch = Stretch.of(windows, step, times[first], times[last], last - first);
        if (starts != null && stretch.beginsAt(starts[first])) {
            growth = histogramGrowth.sum(windows, growth, firstValue);
        } else if (growth != null) {
            stretch.toStart();
            if (kind.isCounter() && growth.count() > 0 && firstValue.count() >= 0) {
                stretch.notBelowZero(firstValue.count() / growth.count());
            }
        }
        if (growth != null) {
            out.set(step, HistogramGrowth.scaled(growth, stretch.factor(kind)));
        }
    }
}
