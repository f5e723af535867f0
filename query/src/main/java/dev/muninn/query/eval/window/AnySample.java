package dev.muninn.query.eval.window;

import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Points;

/** Functions that take floats and histograms alike. */
final class AnySample {

    private AnySample() {}

    static void count(Windows windows, Points out) {
        for (int step = 0; step < windows.steps(); step++) {
            int count = windows.floatCount(step) + windows.histogramCount(step);
            if (count > 0) {
                out.set(step, count);
            }
        }
    }

    static void presence(Windows windows, Points out) {
        for (int step = 0; step < windows.steps(); step++) {
            if (!windows.isEmpty(step)) {
                out.set(step, 1);
            }
        }
    }

    static void first(Windows windows, Points out) {
        Samples samples = windows.samples();
        for (int step = 0; step < windows.steps(); step++) {
            if (windows.isEmpty(step)) {
                continue;
            }
            int floatIndex = windows.floatFrom(step);
            int histogramIndex = windows.histogramFrom(step);
            boolean isFloat =
                    windows.histogramCount(step) == 0
                            || (windows.floatCount(step) > 0
                                    && samples.floatTimes()[floatIndex]
                                            < samples.histogramTimes()[histogramIndex]);
            take(samples, isFloat, isFloat ? floatIndex : histogramIndex, step, out);
        }
    }

    static void last(Windows windows, Points out) {
        Samples samples = windows.samples();
        for (int step = 0; step < windows.steps(); step++) {
            if (windows.isEmpty(step)) {
                continue;
            }
            int floatIndex = windows.floatTo(step) - 1;
            int histogramIndex = windows.histogramTo(step) - 1;
            boolean isFloat =
                    windows.histogramCount(step) == 0
                            || (windows.floatCount(step) > 0
                                    && samples.histogramTimes()[histogramIndex]
                                            < samples.floatTimes()[floatIndex]);
            take(samples, isFloat, isFloat ? floatIndex : histogramIndex, step, out);
        }
    }

    private static void take(Samples samples, boolean isFloat, int index, int step, Points out) {
        if (isFloat) {
            out.set(step, samples.floatValues()[index]);
        } else {
            out.set(step, samples.histograms()[index]);
        }
    }

    static void firstTime(Windows windows, Points out) {
        Samples samples = windows.samples();
        for (int step = 0; step < windows.steps(); step++) {
            long time = Long.MAX_VALUE;
            if (windows.floatCount(step) > 0) {
                time = samples.floatTimes()[windows.floatFrom(step)];
            }
            if (windows.histogramCount(step) > 0) {
                time = Math.min(time, samples.histogramTimes()[windows.histogramFrom(step)]);
            }
            if (time != Long.MAX_VALUE) {
                out.set(step, time / 1000.0);
            }
        }
    }

    static void lastTime(Windows windows, Points out) {
        Samples samples = windows.samples();
        for (int step = 0; step < windows.steps(); step++) {
            long time = Long.MIN_VALUE;
            if (windows.floatCount(step) > 0) {
                time = samples.floatTimes()[windows.floatTo(step) - 1];
            }
            if (windows.histogramCount(step) > 0) {
                time = Math.max(time, samples.histogramTimes()[windows.histogramTo(step) - 1]);
            }
            if (time != Long.MIN_VALUE) {
                out.set(step, time / 1000.0);
            }
        }
    }
}
