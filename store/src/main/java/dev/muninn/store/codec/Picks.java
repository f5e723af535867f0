package dev.muninn.store.codec;

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

    int count() {
        return positions.length;
    }
}
