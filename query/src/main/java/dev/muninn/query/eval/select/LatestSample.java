package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.Staleness;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;

/** Takes at each step the latest sample that is not too old, unless the series has ended. */
record LatestSample(Grid grid, Look look, NewestAt newest, InstantSelector.Take take)
        implements SelectedColumns.Kernel {

    LatestSample(Grid grid, Look look, long lookbackMillis, InstantSelector.Take take) {
        this(grid, look, new NewestAt(grid, look, lookbackMillis), take);
    }

    @Override
    public void read(SeriesSet set, int index, SampleBuffer into) {
        set.readLatest(index, look.instants(grid), into);
    }

    @Override
    public void apply(Labels labels, SampleBuffer samples, Points out) {
        newest.lookAt(samples.timestamps(), samples.size());
        if (take == InstantSelector.Take.VALUE && !samples.hasHistograms()) {
            newest.place(samples.values(), out);
            return;
        }
        for (int step = 0; step < grid.steps(); step++) {
            int index = newest.index(step);
            if (index >= 0) {
                take(samples, index, step, out);
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
