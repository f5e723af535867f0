package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;

/** Cuts records into fragments that do not cross pages, each with a checksum. */
final class Framing {

    private Framing() {}

    static void fileHeader(long file, ByteWriter out) {
        out.u64(LogFormat.MAGIC).u64(file);
    }

    /**
     * Appends a record.
     *
     * @param position where in the file the first byte of {@code out} will stand
     */
    static void append(long file, long position, byte[] record, int from, int to, ByteWriter out) {
        int at = from;
        boolean isFirst = true;
        do {
            long place = position + out.size();
            int room = LogFormat.PAGE - (int) (place % LogFormat.PAGE);
            if (room <= LogFormat.FRAGMENT_HEADER) {
                out.zeros(room);
                continue;
            }
            int length = Math.min(to - at, room - LogFormat.FRAGMENT_HEADER);
            boolean isLast = at + length == to;
            int kind =
                    isFirst
                            ? isLast ? LogFormat.WHOLE : LogFormat.FIRST
                            : isLast ? LogFormat.LAST : LogFormat.MIDDLE;
            int start = out.size();
            out.u32(0).u8(kind).u16(length).bytes(record, at, length);
            long page = LogFormat.place(file, place / LogFormat.PAGE);
            out.setU32(start, Checksum.of(page, out.array(), start + 4, length + 3));
            at += length;
            isFirst = false;
        } while (at < to || isFirst);
    }
}
