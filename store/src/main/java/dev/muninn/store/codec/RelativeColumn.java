package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks of floats of which the integers are counted from those of another chunk of the same
 * times: much of what a host tells it tells twice, or what is in use and what is free add up.
 * {@link RelativeEncoder} writes them (docs/formats/chunk.md).
 */
public final class RelativeColumn {

    /** Instead of what a chunk that stands for itself has in front. */
    static final int FLAGS = 4;

    private RelativeColumn() {}

    /** Whether a chunk that begins there is one of these. */
    public static boolean isAt(byte[] bytes, int at) {
        return bytes[at] == FLAGS;
    }

    /**
     * Goes into the chunk that begins here if it is one of these, and tells what it counts from;
     * else null, and the reader stays.
     */
    public static @Nullable RelativeBase base(ByteReader in) {
        if (in.remaining() == 0 || !isAt(in.array(), in.position())) {
            return null;
        }
        in.skip(1);
        return RelativeBase.read(in);
    }

    /**
     * Reads all values.
     *
     * @param in stands behind the base
     * @param ofBase stands where the base begins
     * @throws MuninnException of kind CORRUPT if that counts from another one itself
     */
    public static double[] decode(ByteReader in, RelativeBase base, ByteReader ofBase, int count) {
        Scale scale = ValueColumn.scale(in.u8(), in);
        if (scale == null || !toIntegers(ofBase, count)) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "chunk or its base is not made of integers");
        }
        int list = in.position();
        int outside = ValueColumn.skipExceptions(in, count);
        long[] numbers = new long[count];
        IntegerColumn.decode(in, count, numbers);
        long[] others = new long[count];
        IntegerColumn.decode(ofBase, count, others);
        for (int i = 0; i < count; i++) {
            numbers[i] += base.share(others[i]);
        }
        double[] values = new double[count];
        scale.scale(numbers, 0, count, values, 0);
        if (outside > 0) {
            ByteReader exceptions = new ByteReader(in.array(), list, in.end());
            ValueColumn.forEachException(exceptions, count, (at, value) -> values[at] = value);
        }
        return values;
    }

    /** Goes to the integers of a chunk that stands for itself; no if it has none. */
    static boolean toIntegers(ByteReader in, int count) {
        if (in.u8() != 0 || ValueColumn.scale(in.u8(), in) == null) {
            return false;
        }
        ValueColumn.skipExceptions(in, count);
        return true;
    }
}
