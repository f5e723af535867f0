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
            Group group = Group.read(in, length);
            for (; found < positions.length && positions[found] < done + length; found++) {
                out[found] = group.number(positions[found] - done);
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
            Group group = Group.read(in, length);
            if (group.base < leastBase) {
                return;
            }
            int from = found;
            while (found < positions.length && positions[found] < done + length) {
                found++;
            }
            long sum =
                    BitSums.add(
                            group.bytes,
                            group.at,
                            length,
                            group.width,
                            new BitSums.Wanted(positions, from, found, done, out));
            for (int i = from; i < found; i++) {
                out[i] = last + (out[i] << group.shift) + group.base * (positions[i] - done + 1);
            }
            last += (sum << group.shift) + group.base * length;
            done += length;
        }
    }

    /** Some numbers packed with one width. */
    private record Group(byte[] bytes, int at, int width, int shift, long base) {

        static Group read(ByteReader in, int count) {
            int head = in.u8();
            int width = head & ~IntegerColumn.HAS_SHIFT;
            int shift = (head & IntegerColumn.HAS_SHIFT) == 0 ? 0 : in.u8();
            long base = in.zigzag();
            int at = in.position();
            IntegerColumn.checkGroup(width, shift);
            in.skip(BitPacking.bytes(count, width));
            byte[] bytes = in.array();
            if (bytes.length < in.position() + IntegerColumn.SLACK) {
                bytes = Arrays.copyOfRange(bytes, at, in.position() + IntegerColumn.SLACK);
                at = 0;
            }
            return new Group(bytes, at, width, shift, base);
        }

        long number(int index) {
            return (BitPacking.number(bytes, at, (long) index * width, width) << shift) + base;
        }
    }
}
