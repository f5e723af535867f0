package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;

/**
 * Reads a log file record by record. Damaged bytes do not stop it: it goes on at the next fragment
 * that is whole, and says what it passed over.
 */
final class FragmentReader {

    /** Takes records, and places where there were none to take. */
    interface Visitor {

        void record(byte[] bytes, int from, int to);

        /** Bytes that belong to no whole record. */
        void damaged(long fromOffset, long toOffset);
    }

    private static final System.Logger logger = System.getLogger(FragmentReader.class.getName());

    private final long file;
    private final DiskFile source;
    private final Visitor visitor;
    private final byte[] page = new byte[LogFormat.PAGE];
    private final ByteWriter partial = new ByteWriter(4096);
    private boolean isInside;

    /** Start of what is being passed over or of a record begun, or -1. */
    private long openSince = -1;

    /** Whether the bytes passed over last look like a write that did not get to its end. */
    private boolean isCut = true;

    private long endOfLastRecord;
    private boolean hasUnreadable;

    FragmentReader(long file, DiskFile source, Visitor visitor) {
        this.file = file;
        this.source = source;
        this.visitor = visitor;
    }

    /**
     * Reads to the end; the length of the file up to the end of its last whole record, behind which
     * is nothing that could be read.
     */
    long readAll() throws IOException {
        long length = source.length();
        for (long start = 0; start < length; start += LogFormat.PAGE) {
            int size = (int) Math.min(LogFormat.PAGE, length - start);
            if (canRead(start, size)) {
                readPage(start, size);
            } else {
                lose(start);
                isCut = false;
            }
        }
        return endOfLastRecord;
    }

    private boolean canRead(long start, int size) {
        try {
            if (source.read(start, page, 0, size) == size) {
                return true;
            }
        } catch (IOException e) {
            logger.log(System.Logger.Level.WARNING, "a page of the log cannot be read", e);
        }
        hasUnreadable = true;
        return false;
    }

    /** Whether the disk refused any of its bytes, which another try may bring. */
    boolean hasUnreadable() {
        return hasUnreadable;
    }

    /** Whether anything but zeros stands behind the last whole record. */
    boolean hasTornTail() {
        return openSince >= 0;
    }

    /** Whether the torn tail is what a crash leaves, rather than damage. */
    boolean isTailCut() {
        return isCut || isInside;
    }

    private void readPage(long start, int size) {
        int at = start == 0 ? LogFormat.FILE_HEADER : 0;
        if (start == 0) {
            endOfLastRecord = Math.min(LogFormat.FILE_HEADER, size);
        }
        while (at + LogFormat.FRAGMENT_HEADER < size) {
            int length = lengthAt(at);
            if (isWhole(start, at, size)) {
                fragment(page[at + 4], at + LogFormat.FRAGMENT_HEADER, length, start + at);
                at += LogFormat.FRAGMENT_HEADER + length;
            } else if (isWholeToTheEnd(start, at, size)) {
                // Only its length is damaged, and must not be taken for that of a torn write.
                int rest = size - at - LogFormat.FRAGMENT_HEADER;
                fragment(page[at + 4], at + LogFormat.FRAGMENT_HEADER, rest, start + at);
                return;
            } else if (isZero(at, size)) {
                // Nothing was written here, or it was and is gone: what follows will tell.
                lose(start + at);
                return;
            } else {
                lose(start + at);
                isCut = length > size - at - LogFormat.FRAGMENT_HEADER || isZero(size - 8, size);
                int next = at + LogFormat.FRAGMENT_HEADER + length;
                if (next + LogFormat.FRAGMENT_HEADER >= size || !isWhole(start, next, size)) {
                    return;
                }
                at = next;
            }
        }
        if (at < size && !isZero(at, size)) {
            lose(start + at);
            isCut = true;
        }
    }

    private int lengthAt(int at) {
        return page[at + 5] & 0xff | (page[at + 6] & 0xff) << 8;
    }

    private boolean isWhole(long start, int at, int size) {
        int length = lengthAt(at);
        if (length > size - at - LogFormat.FRAGMENT_HEADER) {
            return false;
        }
        int stored =
                page[at] & 0xff
                        | (page[at + 1] & 0xff) << 8
                        | (page[at + 2] & 0xff) << 16
                        | (page[at + 3] & 0xff) << 24;
        long place = LogFormat.place(file, start / LogFormat.PAGE);
        return stored == Checksum.of(place, page, at + 4, length + 3);
    }

    /** Whether all that is left of the page is a fragment; its length is put right then. */
    private boolean isWholeToTheEnd(long start, int at, int size) {
        int rest = size - at - LogFormat.FRAGMENT_HEADER;
        byte low = page[at + 5];
        byte high = page[at + 6];
        page[at + 5] = (byte) rest;
        page[at + 6] = (byte) (rest >>> 8);
        if (isWhole(start, at, size)) {
            return true;
        }
        page[at + 5] = low;
        page[at + 6] = high;
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (page[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void lose(long offset) {
        isInside = false;
        if (openSince < 0) {
            openSince = offset;
        }
    }

    private void fragment(int kind, int at, int length, long offset) {
        boolean begins = kind == LogFormat.WHOLE || kind == LogFormat.FIRST;
        if (begins) {
            if (openSince >= 0) {
                visitor.damaged(openSince, offset);
                openSince = -1;
                isCut = true;
            }
            partial.clear();
        } else if (!isInside) {
            lose(offset);
            return;
        }
        if (kind == LogFormat.WHOLE) {
            isInside = false;
            visitor.record(page, at, at + length);
            endOfLastRecord = offset + LogFormat.FRAGMENT_HEADER + length;
            return;
        }
        partial.bytes(page, at, length);
        if (kind == LogFormat.FIRST) {
            isInside = true;
            openSince = offset;
        } else if (kind == LogFormat.LAST) {
            isInside = false;
            openSince = -1;
            visitor.record(partial.array(), 0, partial.size());
            endOfLastRecord = offset + LogFormat.FRAGMENT_HEADER + length;
        }
    }
}
