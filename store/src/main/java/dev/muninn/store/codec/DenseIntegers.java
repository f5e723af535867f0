package dev.muninn.store.codec;

import com.github.luben.zstd.Zstd;
import dev.muninn.store.bytes.ByteWriter;

/**
 * Writes columns of integers as a {@link HuffmanColumn} where that saves much, else packed as
 * {@link IntegerColumn}: for what is kept for long. Confined to one thread.
 */
final class DenseIntegers implements IntegerEncoding {

    /** Single numbers can be picked out of what is packed, so it has to be much longer. */
    private static final int WORTH_PERCENT = 15;

    /** And so many numbers have to save a byte: rows of small numbers are added up packed. */
    private static final int WORTH_NUMBERS = 10;

    /** Below, what pages are compressed with finds what there is to be saved. */
    private static final int LEAST_BYTES = 48;

    /** As quick as it gets: this is about what is worth trying. */
    private static final int ZSTD_LEVEL = 1;

    private final IntegerColumn packed = new IntegerColumn();
    private final HuffmanEncoder coded = new HuffmanEncoder();
    private byte[] squeezed = new byte[0];

    @Override
    public void encode(long[] values, int count, ByteWriter out) {
        int start = out.size();
        packed.encode(values, count, out);
        int middle = out.size();
        int limit = limit(middle - start, count);
        if (middle - start < LEAST_BYTES || !coded.encode(values, count, limit, out)) {
            return;
        }
        int length = out.size() - middle;
        if (length > limit || length > limit(squeezed(out.array(), start, middle), count)) {
            out.truncate(middle);
        } else {
            System.arraycopy(out.array(), middle, out.array(), start, length);
            out.truncate(start + length);
        }
    }

    /** Up to how many bytes codes are worth it in place of so many. */
    private static int limit(int bytes, int count) {
        return Math.min(bytes * (100 - WORTH_PERCENT) / 100, bytes - count / WORTH_NUMBERS);
    }

    /** What bytes take in a page that is compressed. */
    int squeezed(byte[] bytes, int from, int to) {
        int bound = (int) Zstd.compressBound(to - from);
        if (squeezed.length < bound) {
            squeezed = new byte[bound];
        }
        long size =
                Zstd.compressByteArray(
                        squeezed, 0, squeezed.length, bytes, from, to - from, ZSTD_LEVEL);
        return Zstd.isError(size) ? to - from : (int) Math.min(size, to - from);
    }
}
