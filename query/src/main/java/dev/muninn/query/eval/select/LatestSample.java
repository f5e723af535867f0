package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.Staleness;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;

/** Takes at each step the latest sample that is not too old, unless the series has ended. */
record LatestSample(Grid grid, Look look, long lookbackMillis, InstantSelector.Take take)
        implements SelectedColumns.Kernel {

    @Override
    public void read(SeriesSet set, int index, SampleBuffer into) {
        set.readLatest(index, look.instants(grid), into);
    }

    @Override
    public void apply(Labels labels, SampleBuffer samples, Points out) {
        long[] times = samples.timestamps();
        double[] values = samples.values();
        int size = samples.size();
        // Straight into the arrays: this is done for each step of each series.
        double[] floats = out.values();
        long[] present = out.present();
        boolean isPlain = take == InstantSelector.Take.VALUE && !samples.hasHistograms();
        int next = 0;
        int advanced = 0;
        long stride = look.stride(grid);
        long time = look.firstTime(grid) - stride;
        for (int step = 0; step < grid.steps(); step++) {
            time += stride;
            int before = next;
            next = Advance.past(times, size, next, time, advanced);
            advanced = next - before;
            int last = next - 1;
            if (last < 0 || times[last] <= time - lookbackMillis) {
                continue;
            }
            if (isPlain) {
                double value = values[last];
                if (!Staleness.isMarker(value)) {
                    floats[step] = value;
                    present[step >>> 6] |= 1L << step;
                }
            } else {
                take(samples, last, step, out);
            }
        }
    }

    private void take(SampleBuffer samples, int index, int step, Points out) {
        NativeHistogram histogram = samples.histogram(index);
        if (histogram == null ? Staleness.isMarker(samples.values()[index]) : histogram.isStale()) {
            return;
        }
        switch (take) {
            case VALUE, TOTALS -> {
                if (histogram == null) {
                    out.set(step, samples.values()[index]);
                } else {
                    out.set(step, histogram);
                }
            }
            case TIMESTAMP -> out.set(step, samples.timestamps()[index] / 1000.0);
            case START_TIMESTAMP -> {
                long[] starts = samples.startTimestamps();
                out.set(step, starts == null ? 0 : starts[index] / 1000.0);
            }
        }
    }
}
