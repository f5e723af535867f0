package dev.muninn.store.block;

import dev.muninn.store.bytes.Hash128;

/**
 * Counts different series by their hashes, within about two percent, in four kilobytes: a
 * HyperLogLog (Flajolet et al. 2007) with 4,096 registers. Confined to one thread.
 */
public final class SeriesCount {

    private static final int BITS = 12;
    private static final int REGISTERS = 1 << BITS;

    /** The constant of the estimate for this many registers. */
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    public void add(Hash128 series) {
        add(series.high());
    }

    /** Adds a series by the first half of its hash. */
    public void add(long hash) {
        int register = (int) (hash >>> (64 - BITS));
        byte rank = (byte) (1 + Long.numberOfLeadingZeros(hash << BITS | REGISTERS >> 1));
        if (rank > registers[register]) {
            registers[register] = rank;
        }
    }

    /** Adds all that the other has counted. */
    public void addAll(SeriesCount other) {
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    public long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte rank : registers) {
            sum += 1.0 / (1L << rank);
            empty += rank == 0 ? 1 : 0;
        }
        double estimate = ALPHA * REGISTERS * REGISTERS / sum;
        // Few series leave registers empty, whose number then tells more.
        if (estimate <= 2.5 * REGISTERS && empty > 0) {
            estimate = REGISTERS * Math.log((double) REGISTERS / empty);
        }
        return Math.round(estimate);
    }
}
