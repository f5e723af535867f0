package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;
import org.jspecify.annotations.Nullable;

/** The samples of a chunk that matter. Safe for use by many threads. */
final class Picks {

    private final int[] positions;
    private final long[] times;
    private volatile @Nullable Route route;

    private Picks(int[] positions, long[] times) {
        this.positions = positions;
        this.times = times;
    }

    /**
     * @param times of all samples of the chunk
     * @param positions in the chunk, ascending
     */
    static Picks of(long[] times, int[] positions) {
        long[] picked = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            picked[i] = times[positions[i]];
        }
        return new Picks(positions, picked);
    }

    /** In the chunk, ascending. */
    int[] positions() {
        return positions;
    }

    /** The greatest position; there has to be one. */
    int last() {
        return positions[positions.length - 1];
    }

    int count() {
        return positions.length;
    }

    /**
     * How one gets there by milestones.
     *
     * @param count samples in the chunk
     */
    Route route(int count) {
        Route known = route;
        if (known == null || known.count() != count) {
            known = Route.of(positions, count);
            route = known;
        }
        return known;
    }

    /** Writes the times behind what a buffer has. */
    void copyTimes(SampleBuffer into) {
        System.arraycopy(times, 0, into.timestamps(), into.size(), times.length);
    }

    /** Writes the times, and the values of a chunk that stand at the positions. */
    void copy(double[] values, SampleBuffer into) {
        copyTimes(into);
        double[] out = into.values();
        int to = into.size();
        for (int i = 0; i < positions.length; i++) {
            out[to + i] = values[positions[i]];
        }
    }
}
