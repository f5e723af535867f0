package dev.muninn.query.eval.select;

import dev.muninn.model.Staleness;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.Arrays;

/**
 * Which of a series' samples is the newest at each step of a grid, unless that is too old. Reused
 * from series to series by one thread.
 */
final class NewestAt {

    /*
     * The series of a target have their samples at the same times, so what was found for the one before
     * mostly holds. Where each step has a sample of its own, as it has when only the samples that matter
     * were read, values are copied in one piece.
     */

    private static final int NONE = -1;

    private final Grid grid;
    private final Look look;
    private final long lookbackMillis;
    private final int[] newest;
    private long[] times = {};
    private int size = NONE;

    /** From the first step with a sample on, so many have one sample after the other. */
    private int firstStep;

    private int runLength;

    /** Whether the run is all there is. */
    private boolean isOneRun;

    NewestAt(Grid grid, Look look, long lookbackMillis) {
        this.grid = grid;
        this.look = look;
        this.lookbackMillis = lookbackMillis;
        newest = new int[grid.steps()];
    }

    /** Looks at samples at ascending times. */
    void lookAt(long[] ofSamples, int count) {
        if (count == size && Arrays.equals(ofSamples, 0, count, times, 0, count)) {
            return;
        }
        if (times.length < count) {
            times = new long[ofSamples.length];
        }
        System.arraycopy(ofSamples, 0, times, 0, count);
        size = count;
        findNewest();
        findRun();
    }

    private void findNewest() {
        int next = 0;
        int advanced = 0;
        long stride = look.stride(grid);
        long time = look.firstTime(grid) - stride;
        for (int step = 0; step < newest.length; step++) {
            time += stride;
            int before = next;
            next = Advance.past(times, size, next, time, advanced);
            advanced = next - before;
            int last = next - 1;
            newest[step] = last < 0 || times[last] <= time - lookbackMillis ? NONE : last;
        }
    }

    private void findRun() {
        int steps = newest.length;
        int from = 0;
        while (from < steps && newest[from] == NONE) {
            from++;
        }
        int to = from;
        while (to < steps && newest[to] == newest[from] + to - from) {
            to++;
        }
        firstStep = from;
        runLength = to - from;
        while (to < steps && newest[to] == NONE) {
            to++;
        }
        isOneRun = to == steps;
    }

    /** The index of the newest sample at a step, or a negative number. */
    int index(int step) {
        return newest[step];
    }

    /** Sets the floats that are not staleness markers at the steps they are the newest at. */
    void place(double[] values, Points out) {
        int first = runLength == 0 ? 0 : newest[firstStep];
        if (isOneRun && !hasMarkers(values, first, runLength)) {
            System.arraycopy(values, first, out.values(), firstStep, runLength);
            out.fill(firstStep, firstStep + runLength);
            return;
        }
        double[] floats = out.values();
        long[] present = out.present();
        for (int step = firstStep; step < newest.length; step++) {
            int index = newest[step];
            if (index >= 0 && !Staleness.isMarker(values[index])) {
                floats[step] = values[index];
                present[step >>> 6] |= 1L << step;
            }
        }
    }

    private static boolean hasMarkers(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (Staleness.isMarker(values[i])) {
                return true;
            }
        }
        return false;
    }
}
