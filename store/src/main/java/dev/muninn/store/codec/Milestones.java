package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Every sixteenth number of an {@link IntegerColumn} that holds differences, and the last one, noted
 * once, so that any other is found by adding up few of these. Immutable.
 */
final class Milestones {

    /*
     * Number n is the one before, plus the packed difference n - 1, plus the base of that difference's
     * group. From the nearest milestone it is eight differences at most, ahead or back, and all of them
     * are of one group, as groups begin at milestones.
     */

    private static final int SHIFT = 4;

    private static final int DISTANCE = 1 << SHIFT;

    private static final int GROUP_SHIFT = Integer.numberOfTrailingZeros(IntegerColumn.GROUP);

    static final int PER_GROUP = IntegerColumn.GROUP / DISTANCE;

    /** Of fewer numbers all are added up as quickly. */
    static final int LEAST = 4 * DISTANCE;

    /** Two arrays and what holds them. */
    private static final int OBJECT_BYTES = 64;

    /** What the column was read from. */
    private final byte[] bytes;

    private final int count;
    private final long[] numbers;

    /** By group, where its differences begin, their width and their shift; and their base. */
    private final long[] groups;

    /** So many numbers from the first on surely do not fall. */
    private final int rising;

    private Milestones(byte[] bytes, int count, long[] numbers, long[] groups, int rising) {
        this.bytes = bytes;
        this.count = count;
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
        long[] numbers = new long[(differences - 1 >>> SHIFT) + 2];
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
                numbers[(start + from >>> SHIFT) + 1] = number;
            }
        }
        return new Milestones(in.array(), count, numbers, groups, rising);
    }

    /** The milestone that is nearest to a position. */
    static int nearest(int position) {
        return position + DISTANCE / 2 >>> SHIFT;
    }

    /**
     * Where in a column a milestone stands.
     *
     * @param count numbers in the column
     */
    static int position(int milestone, int count) {
        return Math.min(milestone << SHIFT, count - 1);
    }

    /** Whether no number up to the one at a position is less than the one before it. */
    boolean isRisingTo(int position) {
        return position < rising;
    }

    /** The memory they take beside the column, about. */
    int bytes() {
        return OBJECT_BYTES + Long.BYTES * (numbers.length + groups.length);
    }

    /**
     * Reads the numbers at some positions.
     *
     * @param to where in {@code out} the first one is to stand
     */
    void read(Picks picks, long[] out, int to) {
        Route route = picks.route(count);
        int from = 0;
        for (int i = 0; i < route.groups(); i++) {
            int end = route.end(i);
            readGroup(route.group(i), route.legs(), from, end, out, to);
            from = end;
        }
    }

    private void readGroup(int group, char[] legs, int from, int end, long[] out, int to) {
        long head = groups[2 * group];
        long base = groups[2 * group + 1];
        int width = (int) head >>> 8 & 0xff;
        ShortSums.add(bytes, (int) (head >>> 16), width, legs, from, end, out, to);
        int first = group * PER_GROUP;
        for (int i = from; i < end; i++) {
            char leg = legs[i];
            long way = (out[to + i] << (head & 0xff)) + base * Route.length(leg);
            long back = Route.back(leg);
            out[to + i] = numbers[first + Route.milestone(leg)] + ((way ^ back) - back);
        }
    }
}
