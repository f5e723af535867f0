package dev.muninn.store.wal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;

/**
 * Writes records to the log compressed together, since many short ones are much alike, and takes
 * them apart again. Confined to one thread at a time.
 */
final class RecordPacker implements AutoCloseable {

    /*
     * u8 type | u64 oldest time | u64 newest time | varint raw length | zstd frame of
     *   { u32 length | record } …
     */

    /** A damaged page takes a whole pack with it, so packs are not larger than pays. */
    static final int PACK_BYTES = 256 * 1024;

    /** Below this zstd's own header and start eat what it saves. */
    private static final int LEAST_PACKED = 256;

    /** The fast mode of zstd: 10 ns a sample for a third fewer bytes. */
    static final int FAST = -1;

    /** For what is written once in two hours: a fifth fewer bytes of names for thrice the time. */
    static final int SMALL = 3;

    /** More than any writer packs; a damaged length must not take all memory. */
    private static final int MAX_RAW = 1 << 30;

    /** Takes each record in turn. */
    interface Visitor {
        void record(byte[] bytes, int from, int to);
    }

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final ByteWriter pack = new ByteWriter(1 << 14);

    /**
     * Packs with a level of zstd.
     *
     * @param level {@link #FAST} or {@link #SMALL}
     */
    RecordPacker(int level) {
        zstd.setLevel(level);
    }

    /**
     * Appends records, each with its length in front.
     *
     * @param position where in the file the first byte of {@code out} will stand
     * @param oldest no sample in them is older
     * @param newest no sample in them is newer
     */
    void append(
            ByteWriter records,
            long oldest,
            long newest,
            long file,
            long position,
            ByteWriter out) {
        ByteReader in = new ByteReader(records.array(), 0, records.size());
        int from = 0;
        while (in.remaining() > 0) {
            int length = in.u32();
            in.skip(length);
            if (in.position() - from >= PACK_BYTES || in.remaining() == 0) {
                int to = in.position();
                if (!pack(records.array(), from, to, oldest, newest)) {
                    appendPlain(records.array(), from, to, file, position, out);
                } else {
                    Framing.append(file, position, pack.array(), 0, pack.size(), out);
                }
                from = to;
            }
        }
    }

    /** Fills the pack; says no if that would be longer than the records are. */
    private boolean pack(byte[] records, int from, int to, long oldest, long newest) {
        int length = to - from;
        if (length < LEAST_PACKED) {
            return false;
        }
        pack.clear();
        pack.u8(LogRecords.PACKED).u64(oldest).u64(newest).varint(length);
        int bound = (int) Zstd.compressBound(length);
        pack.ensure(bound);
        pack.advance(
                zstd.compressByteArray(pack.array(), pack.size(), bound, records, from, length));
        return pack.size() < length;
    }

    private static void appendPlain(
            byte[] records, int from, int to, long file, long position, ByteWriter out) {
        ByteReader in = new ByteReader(records, from, to);
        while (in.remaining() > 0) {
            int size = in.u32();
            int start = in.position();
            in.skip(size);
            Framing.append(file, position, records, start, start + size, out);
        }
    }

    /**
     * Unpacks a record into an array of its own, which the visitor may keep.
     *
     * @throws MuninnException of kind CORRUPT if the bytes are none
     */
    static void unpack(byte[] bytes, int from, int to, Visitor visitor) {
        ByteReader in = new ByteReader(bytes, from + 1 + 2 * Long.BYTES, to);
        byte[] raw = new byte[in.count(MAX_RAW)];
        long length =
                Zstd.decompressByteArray(raw, 0, raw.length, bytes, in.position(), in.remaining());
        if (length != raw.length) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "packed records unpack to " + length + " bytes, expected " + raw.length);
        }
        ByteReader records = new ByteReader(raw);
        while (records.remaining() > 0) {
            int size = records.u32();
            int start = records.position();
            records.skip(size);
            visitor.record(raw, start, start + size);
        }
    }

    /** Times of the oldest and the newest sample of a packed record. */
    static long oldest(byte[] bytes, int from, int to) {
        return new ByteReader(bytes, from + 1, to).u64();
    }

    static long newest(byte[] bytes, int from, int to) {
        return new ByteReader(bytes, from + 1 + Long.BYTES, to).u64();
    }

    @Override
    public void close() {
        zstd.close();
    }
}
