package dev.muninn.store.block;

import com.github.luben.zstd.Zstd;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;

/** Collects pieces into pages, compresses these where it pays, and appends them to the file. */
final class PageWriter {

    /*
     * Page: u32 checksum | u32 stored length | u32 raw length | u8 codec (0 raw, 1 zstd) | bytes.
     * The checksum covers all behind it and is bound to block and page number.
     */

    static final int HEADER = 13;
    static final int RAW = 0;
    static final int ZSTD = 1;

    /** Large enough to compress, small enough that one series costs little to read. */
    private static final int PAGE = 32 * 1024;

    private static final int ZSTD_LEVEL = 3;

    /** Sections are packed once and are small. */
    private static final int SECTION_ZSTD_LEVEL = 19;

    /** A piece is addressed by its page and the offset in it. */
    record Place(int page, int offset) {

        /** Another one for each place. */
        long number() {
            return (long) page << 32 | offset;
        }
    }

    /** One kind of pieces, with the page that is being filled. */
    static final class Stream {
        private final ByteWriter bytes = new ByteWriter(PAGE + PAGE / 4);
        private int page = -1;
    }

    private final long sequence;
    private final DiskFile file;
    private final ByteWriter out = new ByteWriter(1 << 20);
    private final ByteWriter table = new ByteWriter(1024);
    private long position;
    private int pages;

    PageWriter(long sequence, DiskFile file, long position) {
        this.sequence = sequence;
        this.file = file;
        this.position = position;
    }

    /** What a page's checksum is bound to. */
    static long place(long sequence, int page) {
        return sequence << 24 ^ page;
    }

    /** Where the next piece of the stream will stand, and where to append it. */
    Place begin(Stream stream) throws IOException {
        if (stream.bytes.size() >= PAGE) {
            finish(stream);
        }
        if (stream.page < 0) {
            stream.page = pages++;
            table.u64(0);
        }
        return new Place(stream.page, stream.bytes.size());
    }

    ByteWriter bytes(Stream stream) {
        return stream.bytes;
    }

    /** Writes the page that is being filled, if any. */
    void finish(Stream stream) throws IOException {
        if (stream.page < 0) {
            return;
        }
        byte[] raw = stream.bytes.array();
        int rawLength = stream.bytes.size();
        int start = out.size();
        long offset = position + start;
        table.setU32(8 * stream.page, (int) offset);
        table.setU32(8 * stream.page + 4, (int) (offset >>> 32));
        int bound = (int) Zstd.compressBound(rawLength);
        out.ensure(HEADER + bound);
        out.u32(0).u32(0).u32(rawLength).u8(ZSTD);
        long packed =
                Zstd.compressByteArray(
                        out.array(), out.size(), bound, raw, 0, rawLength, ZSTD_LEVEL);
        // Noise does not shrink; then reading is cheaper without.
        if (!Zstd.isError(packed) && packed * 20 <= rawLength * 19L) {
            out.advance((int) packed);
        } else {
            out.array()[out.size() - 1] = RAW;
            out.bytes(raw, 0, rawLength);
        }
        out.setU32(start + 4, out.size() - start - HEADER);
        out.setU32(
                start,
                Checksum.of(
                        place(sequence, stream.page),
                        out.array(),
                        start + 4,
                        out.size() - start - 4));
        stream.bytes.clear();
        stream.page = -1;
        if (out.size() >= 1 << 20) {
            flush();
        }
    }

    /** Appends a section, packed if it is small and gets smaller; its facts. */
    BlockMeta.Section section(int part, ByteWriter bytes) throws IOException {
        flush();
        byte[] stored = bytes.array();
        int length = bytes.size();
        if (length <= Sections.MAX_PACKED) {
            byte[] packed = Zstd.compress(bytes.toByteArray(), SECTION_ZSTD_LEVEL);
            if (packed.length < length) {
                stored = packed;
                length = packed.length;
            }
        }
        int checksum = Checksum.of(place(sequence, -1 - part), stored, 0, length);
        BlockMeta.Section section = new BlockMeta.Section(position, length, checksum, bytes.size());
        file.write(position, stored, 0, length);
        position += length;
        return section;
    }

    void append(byte[] bytes) throws IOException {
        flush();
        file.write(position, bytes, 0, bytes.length);
        position += bytes.length;
    }

    private void flush() throws IOException {
        file.write(position, out.array(), 0, out.size());
        position += out.size();
        out.clear();
    }

    /** Offsets of all pages, eight bytes each. */
    ByteWriter table() {
        return table;
    }
}
