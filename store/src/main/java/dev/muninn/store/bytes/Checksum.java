package dev.muninn.store.bytes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/**
 * CRC32C over bytes and the place they belong to, so that bytes which are whole but stand in the
 * wrong place fail as well.
 */
public final class Checksum {

    /**
     * Mapped bytes are copied before they are summed: a read error in the machine code that sums
     * ends the process, one while copying is an error of this thread.
     */
    private static final int COPIED = 16 << 10;

    private Checksum() {}

    public static int of(long place, byte[] bytes, int offset, int length) {
        CRC32C crc = start(place);
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /**
     * Of bytes of a mapped file.
     *
     * @throws InternalError if the disk cannot be read
     */
    public static int of(long place, MemorySegment mapped) {
        CRC32C crc = start(place);
        byte[] copy = new byte[(int) Math.min(COPIED, mapped.byteSize())];
        for (long at = 0; at < mapped.byteSize(); at += copy.length) {
            int length = (int) Math.min(copy.length, mapped.byteSize() - at);
            MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, at, copy, 0, length);
            crc.update(copy, 0, length);
        }
        return (int) crc.getValue();
    }

    private static CRC32C start(long place) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (place >>> shift));
        }
        return crc;
    }
}
