package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Every sixteenth number of an {@link IntegerColumn} that holds differences, and the last one,
 * noted once, so that any other is found by adding up few of these. Immutable.
 */
final class Milestones {

    /*
     * Number n is the one before, plus the packed difference n - 1, plus the base of that difference's
     * group. From the nearest milestone it is eight differences at most, ahead or back, and all of them
     * are of one group, as groups begin at milestones.
     *
     * Of a group is noted: where its differences begin; their width and their shift; their base, and the
     * number before them, each as two ints, the lower one first; the milestones, less that number.
     */

    private static final int SHIFT = 4;

    private static final int DISTANCE = 1 << SHIFT;

    private static final int GROUP_SHIFT = Integer.numberOfTrailingZeros(IntegerColumn.GROUP);

    static final int PER_GROUP = IntegerColumn.GROUP / DISTANCE;

    /** Of fewer numbers all are added up as quickly. */
    static final int LEAST = 4 * DISTANCE;

    /** An array and what holds it. */
    private static final int OBJECT_BYTES = 56;

    /** In front of a group's milestones stand so many ints, where they count from among them. */
    private static final int HEAD = 6;

    private static final int START = 4;

    /** The end of a group is the first milestone of the next one, and is noted with both. */
    private static final int NOTED = PER_GROUP + 1;

    /** What the column was read from. */
    private final byte[] bytes;

    private final int count;

    /** Each group's together, as what is read together should lie in one line of the cache. */
    private final int[] groups;

    /** Whether milestones take two ints. */
    private final boolean isWide;

    /** So many numbers from the first on surely do not fall. */
    private final int rising;

    private Milestones(byte[] bytes, int count, int[] groups, boolean isWide, int rising) {
        this.bytes = bytes;
        this.count = count;
        this.groups = groups;
        this.isWide = isWide;
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
        int[] heads = new int[HEAD * ((differences - 1 >>> GROUP_SHIFT) + 1)];
        int rising = count;
        long number = in.zigzag();
        numbers[0] = number;
        for (int start = 0; start < differences; start += IntegerColumn.GROUP) {
            int length = Math.min(IntegerColumn.GROUP, differences - start);
            int form = in.u8();
            int width = form & ~IntegerColumn.HAS_SHIFT;
            int shift = (form & IntegerColumn.HAS_SHIFT) == 0 ? 0 : in.u8();
            long base = in.zigzag();
            int at = in.position();
            IntegerColumn.checkGroup(width, shift);
            in.skip(BitPacking.bytes(length, width));
            if (in.array().length < in.position() + IntegerColumn.SLACK) {
                return null;
            }
            int head = HEAD * (start >>> GROUP_SHIFT);
            heads[head] = at;
            heads[head + 1] = width << 8 | shift;
            put(base, heads, head + 2);
            put(number, heads, head + START);
            rising = base < 0 ? Math.min(rising, start + 1) : rising;
            for (int from = 0; from < length; from += DISTANCE) {
                int to = Math.min(from + DISTANCE, length);
                long sum = BitSums.between(in.array(), at, from, to, width);
                number += (sum << shift) + base * (to - from);
                numbers[(start + from >>> SHIFT) + 1] = number;
            }
        }
        boolean isWide = isWide(numbers);
        return new Milestones(in.array(), count, groups(numbers, heads, isWide), isWide, rising);
    }

    private static boolean isWide(long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            long offset = numbers[i] - numbers[Math.max(0, i - 1) / PER_GROUP * PER_GROUP];
            if (offset != (int) offset) {
                return true;
            }
        }
        return false;
    }

    private static int[] groups(long[] numbers, int[] heads, boolean isWide) {
        int stride = stride(isWide);
        int[] groups = new int[heads.length / HEAD * stride];
        for (int group = 0; group < heads.length / HEAD; group++) {
            int at = group * stride;
            System.arraycopy(heads, group * HEAD, groups, at, HEAD);
            int first = group * PER_GROUP;
            for (int i = 0; i < NOTED && first + i < numbers.length; i++) {
                long offset = numbers[first + i] - numbers[first];
                if (isWide) {
                    put(offset, groups, at + HEAD + 2 * i);
                } else {
                    groups[at + HEAD + i] = (int) offset;
                }
            }
        }
        return groups;
    }

    private static int stride(boolean isWide) {
        return HEAD + (isWide ? 2 * NOTED : NOTED);
    }

    private static void put(long number, int[] into, int at) {
        into[at] = (int) number;
        into[at + 1] = (int) (number >>> Integer.SIZE);
    }

    private static long get(int[] from, int at) {
        return from[at] & 0xffff_ffffL | (long) from[at + 1] << Integer.SIZE;
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
        return OBJECT_BYTES + Integer.BYTES * groups.length;
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
        int at = group * stride(isWide);
        int width = groups[at + 1] >>> 8;
        int shift = groups[at + 1] & 0xff;
        long base = get(groups, at + 2);
        long start = get(groups, at + START);
        ShortSums.add(bytes, groups[at], width, legs, from, end, out, to);
        int first = at + HEAD;
        for (int i = from; i < end; i++) {
            char leg = legs[i];
            int milestone = Route.milestone(leg);
            long offset = isWide ? get(groups, first + 2 * milestone) : groups[first + milestone];
            long way = (out[to + i] << shift) + base * Route.length(leg);
            long back = Route.back(leg);
            out[to + i] = start + offset + ((way ^ back) - back);
        }
    }
}
