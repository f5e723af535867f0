package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;

/**
 * Which chunk of the same block and times a {@link RelativeColumn} counts from, and how.
 *
 * @param pagesBack how many pages before its own page that one stands in
 * @param offset where in that page
 * @param shift binary digits that the integers there are moved up by; negative ones down
 * @param isOpposed whether they are taken off, not added
 */
public record RelativeBase(int pagesBack, int offset, int shift, boolean isOpposed) {

    /** Reads what {@link #write} wrote. */
    static RelativeBase read(ByteReader in) {
        int pagesBack = in.count(Integer.MAX_VALUE);
        int offset = in.count(Integer.MAX_VALUE);
        long shift = in.zigzag();
        int sign = in.u8();
        if (Math.abs(shift) >= Long.SIZE || sign > 1) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "base of a chunk with shift " + shift + ", sign " + sign);
        }
        return new RelativeBase(pagesBack, offset, (int) shift, sign == 1);
    }

    void write(ByteWriter out) {
        out.varint(pagesBack).varint(offset).zigzag(shift).u8(isOpposed ? 1 : 0);
    }

    /** What an integer there adds to the one at the same time here. */
    long share(long integer) {
        long moved = shift < 0 ? integer >> -shift : integer << shift;
        return isOpposed ? -moved : moved;
    }
}
