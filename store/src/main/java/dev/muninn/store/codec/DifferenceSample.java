package dev.muninn.store.codec;

import java.util.Arrays;

/** Some differences between neighbours in a column of integers, by which like columns are found. */
final class DifferenceSample {

    /**
     * Enough to tell likeness from noise: what is found is tried in full. Odd: one is in the
     * middle.
     */
    static final int SIZE = 49;

    /** So many tell most that are not alike. */
    private static final int FIRST = 10;

    /** From one to the next that is looked at, so that the first ones are from everywhere. */
    private static final int STRIDE = 15;

    /** In the column's unit, and less the middle one: how steep a counter is does not matter. */
    private final long[] differences;

    private final int unitDigits;
    private final int firstBits;
    private final int bits;

    private DifferenceSample(long[] differences, int unitDigits) {
        this.differences = differences;
        this.unitDigits = unitDigits;
        firstBits = bits(0, FIRST);
        bits = firstBits + bits(FIRST, SIZE);
    }

    private int bits(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += length(differences[i]);
        }
        return sum;
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
            int at = 1 + i * STRIDE % SIZE * (count - 1) / SIZE;
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

    /**
     * How many are left without those of another column, or the limit if not fewer.
     *
     * @param sign -1 if the other one's are added, not taken off
     */
    int bitsBeside(DifferenceSample other, long sign, int limit) {
        int left = bitsBeside(other, sign, 0, FIRST);
        // Nearly all columns have nothing to do with each other, and are done with here.
        return left > firstBits
                ? limit
                : Math.min(limit, left + bitsBeside(other, sign, FIRST, SIZE));
    }

    private int bitsBeside(DifferenceSample other, long sign, int from, int to) {
        int left = 0;
        for (int i = from; i < to; i++) {
            left += length(differences[i] - sign * other.differences[i]);
        }
        return left;
    }

    private static int length(long difference) {
        return Long.SIZE - Long.numberOfLeadingZeros(difference ^ difference >> Long.SIZE - 1);
    }
}
