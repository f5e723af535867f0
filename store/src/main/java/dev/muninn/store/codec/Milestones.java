package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Every sixteenth number of an {@link IntegerColumn} that holds differences, noted once, so that
 * any other is found by adding up few of these. Immutable.
 */
final class Milestones {

    /*
     * Number n is the one before, plus the packed difference n - 1, plus the base of that difference's
     * group. From the nearest milestone it is eight differences at most, ahead or back, and all of them
     * are of one group, as groups begin at milestones. Narrow ones lie in one load.
     */

    private static final int SHIFT = 4;

    private static final int DISTANCE = 1 << SHIFT;

    private static final int GROUP_SHIFT = Integer.numberOfTrailingZeros(IntegerColumn.GROUP);

    /** Of fewer numbers all are added up as quickly. */
    private static final int LEAST = 4 * DISTANCE;

    /** Two arrays and what holds them. */
    private static final int OBJECT_BYTES = 64;

    private final long[] numbers;

    /** By group, where its differences begin, their width and their shift; and their base. */
    private final long[] groups;

    /** So many numbers from the first on surely do not fall. */
    private final int rising;

    private Milestones(long[] numbers, long[] groups, int rising) {
        this.numbers = numbers;
        this.groups = groups;
        this.rising = rising;
    }

    /**
     * Goes once through the column that begins here; null if it has no plain differences, or is too
     * short for this to pay.
     *
     * @param count numbers in the column
     */
    static @Nullable Milestones of(ByteReader in, int count) {
        if (count < LEAST || in.remaining() == 0 || in.array()[in.position()] != 1) {
            return null;
        }
        in.u8();
        int differences = count - 1;
        long[] numbers = new long[(differences >>> SHIFT) + 1];
        long[] groups = new long[2 * ((differences - 1 >>> GROUP_SHIFT) + 1)];
        int rising = count;
        long number = in.zigzag();
        numbers[0] = number;
        for (int start = 0; start < differences; start += IntegerColumn.GROUP) {
            int length = Math.min(IntegerColumn.GROUP, differences - start);
            int head = in.u8();
            int width = head & ~IntegerColumn.HAS_SHIFT;
            int shift = (head & IntegerColumn.HAS_SHIFT) == 0 ? 0 : in.u8();
            long base = in.zigzag();
            int at = in.position();
            IntegerColumn.checkGroup(width, shift);
            in.skip(BitPacking.bytes(length, width));
            if (in.array().length < in.position() + IntegerColumn.SLACK) {
                return null;
            }
            int group = start >>> GROUP_SHIFT;
            groups[2 * group] = (long) at << 16 | width << 8 | shift;
            groups[2 * group + 1] = base;
            rising = base < 0 ? Math.min(rising, start + 1) : rising;
            for (int from = 0; from < length; from += DISTANCE) {
                int to = Math.min(from + DISTANCE, length);
                long sum = BitSums.between(in.array(), at, from, to, width);
                number += (sum << shift) + base * (to - from);
                if (to - from == DISTANCE) {
                    numbers[start + to >>> SHIFT] = number;
                }
            }
        }
        return new Milestones(numbers, groups, rising);
    }

    /** Whether no number up to the one at a position is less than the one before it. */
    boolean isRisingTo(int position) {
        return position < rising;
    }

    /** The memory they take, about. */
    int bytes() {
        return OBJECT_BYTES + Long.BYTES * (numbers.length + groups.length);
    }

    /**
     * Reads the numbers at some positions.
     *
     * @param bytes what the column was read from
     */
    void read(byte[] bytes, int[] positions, long[] out, int to) {
        int last = numbers.length - 1;
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            int near = Math.min(position + DISTANCE / 2 >>> SHIFT, last);
            int there = near << SHIFT;
            out[to + i] =
                    position >= there
                            ? numbers[near] + between(bytes, there, position)
                            : numbers[near] - between(bytes, position, there);
        }
    }

    /** By how much one number is more than another before it. */
    private long between(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int group = from >>> GROUP_SHIFT;
        long place = groups[2 * group];
        int first = from & IntegerColumn.GROUP - 1;
        long sum =
                BitSums.between(
                        bytes,
                        (int) (place >>> 16),
                        first,
                        first + to - from,
                        (int) place >>> 8 & 0xff);
        return (sum << (place & 0xff)) + groups[2 * group + 1] * (to - from);
    }
}
