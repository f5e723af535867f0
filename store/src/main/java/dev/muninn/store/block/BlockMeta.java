package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.bytes.Hash128;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block says of itself; stands in its file twice.
 *
 * @param sequence the block's number; lower ones are older and win where times are equal
 * @param level 0 for a flush, one more with each compaction
 * @param newestSource sequence of the newest flush that is in it; of a block of buckets, all
 *     flushes up to there are
 * @param widthMillis width of the buckets it has, or 0 if it has samples
 * @param minTime time of the oldest sample; buckets end later
 * @param maxTime time of the newest sample; buckets end by then
 * @param samples samples or buckets
 * @param seed what the hashes of its series were made with
 * @param parents the blocks it took the place of
 * @param sections where things stand in the file
 * @param gaps of a block of buckets: times of which samples could not be read when it was made
 */
public record BlockMeta(
        long sequence,
        int level,
        long newestSource,
        long widthMillis,
        long minTime,
        long maxTime,
        long series,
        long samples,
        Hash128 seed,
        List<Long> parents,
        List<Section> sections,
        List<TimeRange> gaps) {

    /**
     * A part of the file.
     *
     * @param length of what is stored
     * @param rawLength of what that is unpacked to; the same if it is not packed
     */
    public record Section(long offset, long length, int checksum, long rawLength) {

        boolean isPacked() {
            return rawLength != length;
        }
    }

    /** Parts in the order in which they stand in the list. */
    enum Part {
        PAGE_TABLE,
        SYMBOLS,
        HASHES,
        SERIES_OFFSETS,
        SERIES,
        NAMES,
        PAIRS,
        BITMAPS
    }

    static final long MAGIC = 0x31_4b_4c_42_4e_55_4dL;

    /**
     * Version 1 knew blocks of samples only and not the newest source, version 2 no gaps, version 3
     * no sketches in buckets and fewer forms of values, version 4 no packed sections and no numbers
     * with Huffman codes, version 5 no chunks that count from others.
     */
    static final int VERSION = 6;

    /** The longest that a description gets. */
    static final int FRONT = 4096;

    /** More would not fit into {@link #FRONT}. */
    static final int MAX_PARENTS = 256;

    private static final int HEADER = 20;

    /** Fields of a fixed length, the counts in front of lists included. */
    private static final int FIXED = 88;

    private static final int SECTION = 28;
    private static final int GAP = 16;
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final System.Logger logger = System.getLogger(Block.class.getName());

    public boolean isRollup() {
        return widthMillis > 0;
    }

    /** Whether it may have samples, or buckets with samples, of the times, both included. */
    public boolean overlaps(long fromMillis, long toMillis) {
        return fromMillis <= maxTime && (isRollup() ? toMillis > minTime : toMillis >= minTime);
    }

    Section section(Part part) {
        return sections.get(part.ordinal());
    }

    /** Room for the copy at the front of a file, whatever is found out while it is written. */
    static int frontBytes(int parents) {
        int sections = Part.values().length;
        return HEADER + FIXED + Long.BYTES * parents + SECTION * sections + GAP * FewTimes.MAX;
    }

    /** Magic, version, length and checksum, then the fields. */
    byte[] encode() {
        ByteWriter out = new ByteWriter(512);
        out.u64(MAGIC).u32(VERSION).u32(0).u32(0);
        out.u64(sequence).u32(level).u64(minTime).u64(maxTime).u64(series).u64(samples);
        out.u64(newestSource).u64(widthMillis);
        out.u64(seed.high()).u64(seed.low());
        out.u32(parents.size());
        parents.forEach(out::u64);
        out.u32(sections.size());
        for (Section section : sections) {
            out.u64(section.offset).u64(section.length).u32(section.checksum);
            out.u64(section.rawLength);
        }
        out.u32(gaps.size());
        gaps.forEach(gap -> out.u64(gap.fromMillis()).u64(gap.toMillis()));
        out.setU32(12, out.size() - HEADER);
        out.setU32(16, Checksum.of(sequence, out.array(), HEADER, out.size() - HEADER));
        return out.toByteArray();
    }

    /**
     * Reads the description at the front of a file, or else the one at its end.
     *
     * @throws MuninnException of kind CORRUPT if both are damaged
     */
    static BlockMeta read(MemorySegment file, BlockName name) {
        long size = file.byteSize();
        try {
            long front = Math.min(FRONT, size);
            return decode(file, 0, front, name);
        } catch (MuninnException first) {
            if (size < 4) {
                throw first;
            }
            int length = file.get(INT, size - 4);
            if (length < 0 || length > FRONT || length > size - 4) {
                throw first;
            }
            BlockMeta meta = decode(file, size - 4 - length, length, name);
            logger.log(
                    System.Logger.Level.WARNING,
                    "{0}: the description at the front is damaged, the one at the end is used",
                    name.file());
            return meta;
        }
    }

    private static BlockMeta decode(MemorySegment file, long offset, long length, BlockName name) {
        byte[] bytes = file.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        try {
            return decode(bytes, name.sequence());
        } catch (MuninnException e) {
            throw new MuninnException(e.kind(), name.file() + " " + e.getMessage(), e);
        }
    }

    /**
     * Reads the fields.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    static BlockMeta decode(byte[] bytes, long sequence) {
        ByteReader in = new ByteReader(bytes);
        if (in.u64() != MAGIC) {
            throw corrupt("does not start with the mark of a block");
        }
        int version = in.u32();
        if (version < 1 || version > VERSION) {
            throw corrupt("has format version " + version + ", known are those up to " + VERSION);
        }
        int length = in.u32();
        int checksum = in.u32();
        if (length < 0
                || length > in.remaining()
                || Checksum.of(sequence, bytes, HEADER, length) != checksum) {
            throw corrupt("has a damaged description");
        }
        long found = in.u64();
        int level = in.u32();
        long minTime = in.u64();
        long maxTime = in.u64();
        long series = in.u64();
        long samples = in.u64();
        long newestSource = version == 1 ? found : in.u64();
        long widthMillis = version == 1 ? 0 : in.u64();
        Hash128 seed = new Hash128(in.u64(), in.u64());
        List<Long> parents = new ArrayList<>();
        for (int i = in.u32(); i > 0; i--) {
            parents.add(in.u64());
        }
        List<Section> sections = new ArrayList<>();
        for (int i = in.u32(); i > 0; i--) {
            sections.add(section(in, version));
        }
        List<TimeRange> gaps = new ArrayList<>();
        for (int i = version < 3 ? 0 : in.u32(); i > 0; i--) {
            gaps.add(new TimeRange(in.u64(), in.u64()));
        }
        return new BlockMeta(
                found,
                level,
                newestSource,
                widthMillis,
                minTime,
                maxTime,
                series,
                samples,
                seed,
                parents,
                sections,
                gaps);
    }

    private static Section section(ByteReader in, int version) {
        long offset = in.u64();
        long length = in.u64();
        int checksum = in.u32();
        return new Section(offset, length, checksum, version < 5 ? length : in.u64());
    }

    private static MuninnException corrupt(String what) {
        return new MuninnException(MuninnException.Kind.CORRUPT, what);
    }
}
