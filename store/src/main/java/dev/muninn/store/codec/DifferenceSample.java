package dev.muninn.store.codec;

import java.util.Arrays;

/** Some differences between neighbours in a column of integers, by which like columns are found. */
final class DifferenceSample {

    /**
     * Enough to tell likeness from noise: what is found is tried in full. Odd: one is in the
     * middle.
     */
    static final int SIZE = 49;

    /** In the column's unit, and less the middle one: how steep a counter is does not matter. */
    private final long[] differences;

    private final int unitDigits;
    private final int bits;

    private DifferenceSample(long[] differences, int unitDigits) {
        this.differences = differences;
        this.unitDigits = unitDigits;
        int sum = 0;
        for (long difference : differences) {
            sum += length(difference);
        }
        bits = sum;
    }

    /** Takes the first {@code count} numbers of a column, more than {@link #SIZE}. */
    static DifferenceSample of(long[] numbers, int count) {
        long union = 0;
        for (int i = 1; i < count; i++) {
            union |= numbers[i] - numbers[i - 1];
        }
        int unitDigits = union == 0 ? 0 : Long.numberOfTrailingZeros(union);
        long[] sample = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int at = 1 + i * (count - 1) / SIZE;
            sample[i] = numbers[at] - numbers[at - 1] >> unitDigits;
        }
        long[] sorted = sample.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < SIZE; i++) {
            sample[i] -= sorted[SIZE / 2];
        }
        return new DifferenceSample(sample, unitDigits);
    }

    /** How many zeros there are at the end of all differences of the column. */
    int unitDigits() {
        return unitDigits;
    }

    /** How many digits they have in all. */
    int bits() {
        return bits;
    }

    /** How many are left when those of another column are taken off, or the limit if not fewer. */
    int bitsWithout(DifferenceSample other, int limit) {
        int left = 0;
        for (int i = 0; i < SIZE && left < limit; i++) {
            left += length(differences[i] - other.differences[i]);
        }
        return Math.min(left, limit);
    }

    /** How many are left when those of another column are added, or the limit if not fewer. */
    int bitsWith(DifferenceSample other, int limit) {
        int left = 0;
        for (int i = 0; i < SIZE && left < limit; i++) {
            left += length(differences[i] + other.differences[i]);
        }
        return Math.min(left, limit);
    }

    private static int length(long difference) {
        return Long.SIZE - Long.numberOfLeadingZeros(difference ^ difference >> Long.SIZE - 1);
    }
}
