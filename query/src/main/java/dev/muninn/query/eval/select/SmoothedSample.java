package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.run.Note.HistogramOperation;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramSum;
import dev.muninn.query.syntax.Span;

/**
 * Takes at each step the value on the line between the samples around it; after the last sample
 * that one, before the first nothing.
 */
record SmoothedSample(Grid grid, Look look, long lookbackMillis, Annotations annotations, Span span)
        implements SelectedColumns.Kernel {

    @Override
    public void apply(Labels labels, SampleBuffer buffer, Points out) {
        Samples samples = new Samples();
        samples.set(buffer);
        int nextFloat = 0;
        int nextHistogram = 0;
        for (int step = 0; step < grid.steps(); step++) {
            long time = look.time(grid, step);
            nextFloat = notBefore(samples.floatTimes(), nextFloat, samples.floatCount(), time);
            nextHistogram =
                    notBefore(
                            samples.histogramTimes(),
                            nextHistogram,
                            samples.histogramCount(),
                            time);
            boolean hasFloats = isNear(samples.floatTimes(), nextFloat, samples.floatCount(), time);
            boolean hasHistograms =
                    isNear(samples.histogramTimes(), nextHistogram, samples.histogramCount(), time);
            if (hasFloats && hasHistograms) {
                annotations.add(Note.mixedFloatsAndHistograms(labels.metricName(), span));
            } else if (hasFloats) {
                takeFloat(samples, nextFloat, time, step, out);
            } else if (hasHistograms) {
                takeHistogram(labels, samples, nextHistogram, time, step, out);
            }
        }
    }

    private static int notBefore(long[] times, int from, int count, long time) {
        int index = from;
        while (index < count && times[index] < time) {
            index++;
        }
        return index;
    }

    private boolean isNear(long[] times, int next, int count, long time) {
        return (next < count && times[next] <= time + lookbackMillis)
                || (next > 0 && times[next - 1] > time - lookbackMillis);
    }

    private void takeFloat(Samples samples, int next, long time, int step, Points out) {
        long[] times = samples.floatTimes();
        double[] values = samples.floatValues();
        boolean hasNext = next < samples.floatCount() && times[next] <= time + lookbackMillis;
        boolean hasPrevious = next > 0 && times[next - 1] > time - lookbackMillis;
        if (hasNext && times[next] == time) {
            out.set(step, values[next]);
        } else if (hasPrevious) {
            out.set(
                    step,
                    hasNext
                            ? Interpolation.between(
                                    times[next - 1],
                                    values[next - 1],
                                    times[next],
                                    values[next],
                                    time)
                            : values[next - 1]);
        }
    }

    private void takeHistogram(
            Labels labels, Samples samples, int next, long time, int step, Points out) {
        long[] times = samples.histogramTimes();
        NativeHistogram[] histograms = samples.histograms();
        boolean hasNext = next < samples.histogramCount() && times[next] <= time + lookbackMillis;
        boolean hasPrevious = next > 0 && times[next - 1] > time - lookbackMillis;
        if (hasNext && times[next] == time) {
            out.set(step, histograms[next]);
        } else if (hasPrevious && !hasNext) {
            out.set(step, histograms[next - 1]);
        } else if (hasPrevious) {
            NativeHistogram before = histograms[next - 1];
            NativeHistogram after = histograms[next];
            if (!HistogramMath.isCompatible(before, after)) {
                annotations.add(Note.mixedSchemas(labels.metricName(), span));
                return;
            }
            double fraction = (double) (time - times[next - 1]) / (times[next] - times[next - 1]);
            out.set(step, between(before, after, fraction));
        }
    }

    private NativeHistogram between(
            NativeHistogram before, NativeHistogram after, double fraction) {
        HistogramSum sum = new HistogramSum(after);
        sum.subtract(before);
        if (sum.hasReconciledBounds()) {
            annotations.add(Note.bucketsReconciled(HistogramOperation.SUBTRACTION, span));
        }
        sum.scale(fraction);
        sum.add(before);
        return sum.result(before.resetHint());
    }
}
