package dev.muninn.store.bytes;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC32C over bytes and the place they belong to, so that bytes which are whole but stand in the
 * wrong place fail as well.
 */
public final class Checksum {

    private Checksum() {}

    public static int of(long place, byte[] bytes, int offset, int length) {
        CRC32C crc = start(place);
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    public static int of(long place, ByteBuffer bytes) {
        CRC32C crc = start(place);
        crc.update(bytes);
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
