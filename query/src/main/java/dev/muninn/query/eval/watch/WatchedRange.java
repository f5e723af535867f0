package dev.muninn.query.eval.watch;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Grid;
import java.util.BitSet;

/**
 * A range as it is, with an eye on what is read of it.
 *
 * @param counted for which steps its samples count
 * @param seen which series were read before, by any reader: they count once
 */
record WatchedRange(
        RangeVector source,
        Grid grid,
        PartFigures figures,
        Observation observation,
        Watch.Scope counted,
        BitSet seen)
        implements RangeVector {

    static WatchedRange of(
            RangeVector source,
            Grid grid,
            PartFigures figures,
            Observation observation,
            Watch.Scope counted) {
        return new WatchedRange(
                source, grid, figures, observation, counted, new BitSet(source.size()));
    }

    @Override
    public Window window() {
        return source.window();
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
    public Reader reader() {
        Reader in = source.reader();
        return index -> {
            Samples samples = observation.timed(figures, () -> in.read(index));
            if (samples != null && !seen.get(index)) {
                seen.set(index);
                figures.found((long) samples.floatCount() + samples.histogramCount());
                count(samples);
            }
            return samples;
        };
    }

    private void count(Samples samples) {
        int firstFloat = 0;
        int nextFloat = 0;
        int firstHistogram = 0;
        int nextHistogram = 0;
        for (int step = 0; step < grid.steps(); step++) {
            long start = window().start(grid, step);
            long end = window().end(grid, step);
            nextFloat = past(samples.floatTimes(), samples.floatCount(), nextFloat, end);
            firstFloat = past(samples.floatTimes(), nextFloat, firstFloat, start);
            int histograms = samples.histogramCount();
            nextHistogram = past(samples.histogramTimes(), histograms, nextHistogram, end);
            firstHistogram = past(samples.histogramTimes(), nextHistogram, firstHistogram, start);
            long weight = (long) nextFloat - firstFloat;
            for (int i = firstHistogram; i < nextHistogram; i++) {
                weight += Observation.weight(samples.histograms()[i]);
            }
            observation.count(counted, step, weight);
        }
    }

    private static int past(long[] times, int count, int from, long limit) {
        int index = from;
        while (index < count && times[index] <= limit) {
            index++;
        }
        return index;
    }
}
