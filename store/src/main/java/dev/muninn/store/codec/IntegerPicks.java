package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import java.util.Arrays;

/**
 * Reads few numbers of an {@link IntegerColumn}. Those between are only added up, and what is
 * behind the last one is not looked at, so the reader does not end where the column does.
 */
final class IntegerPicks {

    private final ByteReader in;
    private final int count;
    private final int[] positions;
    private final long[] out;

    /** How many numbers were read. */
    private int found;

    /** The group that was read last: some numbers packed with one width. */
    private byte[] bytes = {};

    private int at;
    private int width;
    private int shift;
    private long base;

    private IntegerPicks(ByteReader in, int count, int[] positions, long[] out) {
        this.in = in;
        this.count = count;
        this.positions = positions;
        this.out = out;
    }

    /**
     * Whether the column that begins here is not differenced twice: then all has to be unpacked.
     */
    static boolean canRead(ByteReader in) {
        return order(in) < 2;
    }

    private static int order(ByteReader in) {
        return in.remaining() == 0 ? 2 : in.array()[in.position()];
    }

    /**
     * Reads the numbers at ascending positions.
     *
     * @param count numbers in the column
     */
    static long[] read(ByteReader in, int count, int[] positions) {
        IntegerPicks picks = new IntegerPicks(in, count, positions, new long[positions.length]);
        switch (in.u8()) {
            case 0 -> picks.plain();
            case 1 -> picks.sums(Long.MIN_VALUE);
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.BUG, "column is differenced twice");
        }
        return picks.out;
    }

    /**
     * Reads the numbers at ascending positions; none if a number before the last of them may be
     * less than the one before it.
     */
    static long[] readRising(ByteReader in, int count, int[] positions) {
        if (order(in) != 1) {
            return new long[0];
        }
        in.u8();
        IntegerPicks picks = new IntegerPicks(in, count, positions, new long[positions.length]);
        picks.sums(0);
        return picks.found == positions.length ? picks.out : new long[0];
    }

    private void plain() {
        for (int done = 0; done < count && found < positions.length; ) {
            int length = Math.min(IntegerColumn.GROUP, count - done);
            readGroup(length);
            for (; found < positions.length && positions[found] < done + length; found++) {
                long bit = (long) (positions[found] - done) * width;
                out[found] = (BitPacking.number(bytes, at, bit, width) << shift) + base;
            }
            done += length;
        }
    }

    /** Numbers of which the differences are packed; ends before a group with a lower base. */
    private void sums(long leastBase) {
        if (count == 0) {
            return;
        }
        long last = in.zigzag();
        for (; found < positions.length && positions[found] == 0; found++) {
            out[found] = last;
        }
        for (int done = 1; done < count && found < positions.length; ) {
            int length = Math.min(IntegerColumn.GROUP, count - done);
            readGroup(length);
            if (base < leastBase) {
                return;
            }
            last = sumsOfGroup(last, done, length);
            done += length;
        }
    }

    /** Goes on from the number before a group to the last one of it, if any is wanted behind it. */
    private long sumsOfGroup(long before, int start, int length) {
        long sum = 0;
        int from = 0;
        while (found < positions.length && positions[found] < start + length) {
            int to = positions[found] - start + 1;
            sum += BitSums.between(bytes, at, from, to, width);
            out[found++] = before + (sum << shift) + base * to;
            from = to;
        }
        if (found < positions.length) {
            sum += BitSums.between(bytes, at, from, length, width);
        }
        return before + (sum << shift) + base * length;
    }

    private void readGroup(int length) {
        int head = in.u8();
        width = head & ~IntegerColumn.HAS_SHIFT;
        shift = (head & IntegerColumn.HAS_SHIFT) == 0 ? 0 : in.u8();
        base = in.zigzag();
        at = in.position();
        IntegerColumn.checkGroup(width, shift);
        in.skip(BitPacking.bytes(length, width));
        bytes = in.array();
        if (bytes.length < in.position() + IntegerColumn.SLACK) {
            bytes = Arrays.copyOfRange(bytes, at, in.position() + IntegerColumn.SLACK);
            at = 0;
        }
    }
}
