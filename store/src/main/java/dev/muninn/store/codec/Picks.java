package dev.muninn.store.codec;

import dev.muninn.model.SampleBuffer;

/**
 * The samples of a chunk that matter.
 *
 * @param positions in the chunk, ascending
 * @param times of these samples
 */
record Picks(int[] positions, long[] times) {

    static Picks of(long[] times, int[] positions) {
        long[] picked = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            picked[i] = times[positions[i]];
        }
        return new Picks(positions, picked);
    }

    /** The greatest position; there has to be one. */
    int last() {
        return positions[positions.length - 1];
    }

    int count() {
        return positions.length;
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
