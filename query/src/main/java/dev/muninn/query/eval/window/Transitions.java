package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.syntax.Expr.RangeMode;

/** How often neighbouring samples in each window differ in some way: changes or resets. */
final class Transitions implements WindowFunction {

    /** What makes a transition. */
    interface Kind {

        boolean ofFloats(Samples samples, int index);

        boolean ofHistograms(Samples samples, int index);
    }

    private final Kind kind;
    private final Counts floatCounts;

    Transitions(Kind kind) {
        this.kind = kind;
        floatCounts = new Counts((windows, index) -> kind.ofFloats(windows.samples(), index));
    }

    static Kind changes() {
        return new Kind() {
            @Override
            public boolean ofFloats(Samples samples, int index) {
                double value = samples.floatValues()[index];
                double before = samples.floatValues()[index - 1];
                return value != before && !(Double.isNaN(value) && Double.isNaN(before));
            }

            @Override
            public boolean ofHistograms(Samples samples, int index) {
                NativeHistogram[] histograms = samples.histograms();
                return !HistogramMath.isEqual(histograms[index], histograms[index - 1]);
            }
        };
    }

    static Kind resets() {
        return new Kind() {
            @Override
            public boolean ofFloats(Samples samples, int index) {
                return samples.floatValues()[index] < samples.floatValues()[index - 1]
                        || StartTimes.isReset(samples.floatStarts(), samples.floatTimes(), index);
            }

            @Override
            public boolean ofHistograms(Samples samples, int index) {
                return StartTimes.isReset(
                                samples.histogramStarts(), samples.histogramTimes(), index)
                        || HistogramGrowth.isReset(
                                samples.histograms()[index - 1], samples.histograms()[index]);
            }
        };
    }

    @Override
    public void apply(Windows windows, Points out) {
        if (!windows.hasHistograms() && windows.window().mode() == RangeMode.PLAIN) {
            floatCounts.apply(windows, out);
            return;
        }
        for (int step = 0; step < windows.steps(); step++) {
            if (!windows.isEmpty(step)) {
                windows.work(windows.floatCount(step) + windows.histogramCount(step));
                count(windows, step, out);
            }
        }
    }

    /** Goes through floats and histograms of one window in order of time. */
    private void count(Windows windows, int step, Points out) {
        Samples samples = windows.samples();
        long[] floatTimes = samples.floatTimes();
        long[] histogramTimes = samples.histogramTimes();
        int nextFloat = windows.floatFrom(step);
        int nextHistogram = windows.histogramFrom(step);
        int floatTo = windows.floatTo(step);
        int histogramTo = windows.histogramTo(step);
        if (windows.window().mode() == RangeMode.ANCHORED) {
            // The anchor is the one last sample not after the start, be it a float or a histogram.
            long start = windows.window().start(windows.grid(), step);
            int inFloats = after(floatTimes, nextFloat, floatTo, start);
            int inHistograms = after(histogramTimes, nextHistogram, histogramTo, start);
            if (inFloats == floatTo && inHistograms == histogramTo) {
                return;
            }
            boolean hasFloat = inFloats > nextFloat;
            boolean hasHistogram = inHistograms > nextHistogram;
            boolean isFloat =
                    hasFloat
                            && (!hasHistogram
                                    || floatTimes[inFloats - 1]
                                            >= histogramTimes[inHistograms - 1]);
            nextFloat = hasFloat && isFloat ? inFloats - 1 : inFloats;
            nextHistogram = hasHistogram && !isFloat ? inHistograms - 1 : inHistograms;
        }
        int count = 0;
        boolean isFirst = true;
        boolean wasFloat = false;
        while (nextFloat < floatTo || nextHistogram < histogramTo) {
            boolean isFloat =
                    nextHistogram >= histogramTo
                            || (nextFloat < floatTo
                                    && floatTimes[nextFloat] < histogramTimes[nextHistogram]);
            if (!isFirst) {
                boolean isTransition =
                        isFloat != wasFloat
                                || (isFloat
                                        ? kind.ofFloats(samples, nextFloat)
                                        : kind.ofHistograms(samples, nextHistogram));
                count += isTransition ? 1 : 0;
            }
            isFirst = false;
            wasFloat = isFloat;
            if (isFloat) {
                nextFloat++;
            } else {
                nextHistogram++;
            }
        }
        out.set(step, count);
    }

    private static int after(long[] times, int from, int to, long time) {
        int index = from;
        while (index < to && times[index] <= time) {
            index++;
        }
        return index;
    }
}
