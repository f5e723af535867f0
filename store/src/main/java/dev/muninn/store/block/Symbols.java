package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a block's labels, sorted by their bytes and read in place. Safe for use by many
 * threads.
 */
final class Symbols {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Labels repeat from series to series; a few thousand strings serve nearly all. */
    private static final int RECENT = 4096;

    private record Symbol(int number, String string) {}

    private final MemorySegment section;
    private final int count;

    /** Where the text of the first begins. */
    private final long text;

    private final @Nullable Symbol[] recent = new @Nullable Symbol[RECENT];

    Symbols(MemorySegment section) {
        this.section = section;
        count = section.get(INT, 0);
        text = 8 + 4L * count;
    }

    int count() {
        return count;
    }

    String string(int number) {
        Symbol known = recent[number & RECENT - 1];
        if (known != null && known.number == number) {
            return known.string;
        }
        String string = new String(bytes(number), StandardCharsets.UTF_8);
        recent[number & RECENT - 1] = new Symbol(number, string);
        return string;
    }

    private byte[] bytes(int number) {
        if (number < 0 || number >= count) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "symbol " + number + " of " + count);
        }
        long from = from(number);
        return section.asSlice(from, to(number) - from).toArray(ValueLayout.JAVA_BYTE);
    }

    /** The bytes that {@link #from} and {@link #to} speak of. */
    MemorySegment section() {
        return section;
    }

    /** Where a symbol begins. */
    long from(int number) {
        return text + section.get(INT, 4 + 4L * number);
    }

    /** One behind a symbol's last byte. */
    long to(int number) {
        return text + section.get(INT, 8 + 4L * number);
    }

    /** The number of a string, or -1. */
    int find(String wanted) {
        int at = firstFrom(wanted.getBytes(StandardCharsets.UTF_8));
        return at < count && string(at).equals(wanted) ? at : -1;
    }

    /** The number of the first symbol that is not before the bytes. */
    int firstFrom(byte[] wanted) {
        MemorySegment of = MemorySegment.ofArray(wanted);
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, of) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Compares a symbol with bytes as unsigned numbers, the shorter first where one is all of. */
    private int compare(int number, MemorySegment with) {
        long from = from(number);
        long to = to(number);
        long size = with.byteSize();
        long same = MemorySegment.mismatch(section, from, to, with, 0, size);
        if (same < 0 || same == to - from || same == size) {
            return Long.compare(to - from, size);
        }
        return Byte.compareUnsigned(
                section.get(ValueLayout.JAVA_BYTE, from + same),
                with.get(ValueLayout.JAVA_BYTE, same));
    }
}
