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
     * were read, values are copied in long pieces: one of each chunk, at the end of which there may be
     * a sample that turned out not to matter.
     */

    private static final int NONE = -1;

    /** Shorter pieces are not worth being copied as such. */
    private static final int LEAST_RUN = 8;

    private final Grid grid;
    private final Look look;
    private final long lookbackMillis;
    private final int[] newest;
    private long[] times = {};
    private int size = NONE;

    /**
     * By run, the first of the steps that have one sample after the other, and one past the last.
     */
    private final int[] runs;

    /** How many numbers stand there; or more than there is room for, if runs are short. */
    private int runEnds;

    NewestAt(Grid grid, Look look, long lookbackMillis) {
        this.grid = grid;
        this.look = look;
        this.lookbackMillis = lookbackMillis;
        newest = new int[grid.steps()];
        runs = new int[2 * (1 + grid.steps() / LEAST_RUN)];
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
        findRuns();
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

    private void findRuns() {
        runEnds = 0;
        for (int step = 0; step < newest.length && runEnds <= runs.length; step++) {
            if (newest[step] == NONE) {
                continue;
            }
            int from = step;
            while (step + 1 < newest.length && newest[step + 1] == newest[step] + 1) {
                step++;
            }
            if (runEnds < runs.length) {
                runs[runEnds] = from;
                runs[runEnds + 1] = step + 1;
            }
            runEnds += 2;
        }
    }

    /** The index of the newest sample at a step, or a negative number. */
    int index(int step) {
        return newest[step];
    }

    /** Sets the floats that are not staleness markers at the steps they are the newest at. */
    void place(double[] values, Points out) {
        if (runEnds <= runs.length && !hasMarkers(values, size)) {
            placeRuns(values, out);
            return;
        }
        double[] floats = out.values();
        long[] present = out.present();
        for (int step = 0; step < newest.length; step++) {
            int index = newest[step];
            if (index >= 0 && !Staleness.isMarker(values[index])) {
                floats[step] = values[index];
                present[step >>> 6] |= 1L << step;
            }
        }
    }

    private void placeRuns(double[] values, Points out) {
        for (int i = 0; i < runEnds; i += 2) {
            int from = runs[i];
            int to = runs[i + 1];
            System.arraycopy(values, newest[from], out.values(), from, to - from);
            out.fill(from, to);
        }
    }

    private static boolean hasMarkers(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (Staleness.isMarker(values[i])) {
                return true;
            }
        }
        return false;
    }
}
