package dev.muninn.store.block;

import com.github.luben.zstd.Zstd;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.block.BlockMeta.Section;
import dev.muninn.store.bytes.Checksum;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/** The parts of a block's file other than pages, checked and unpacked. */
final class Sections {

    /**
     * Longer ones are read in place, from the file: what is unpacked stays in memory as long as the
     * block is open.
     */
    static final int MAX_PACKED = 128 * 1024;

    private static final System.Logger logger = System.getLogger(Block.class.getName());

    private final BlockName name;
    private final BlockMeta meta;
    private final MemorySegment file;
    private final Arena arena;

    /**
     * Takes a mapped file.
     *
     * @param arena of the file; what is unpacked lives as long
     */
    Sections(BlockName name, BlockMeta meta, MemorySegment file, Arena arena) {
        this.name = name;
        this.meta = meta;
        this.file = file;
        this.arena = arena;
    }

    /**
     * The bytes of a section as they were before they were packed.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    MemorySegment read(Part part) {
        MemorySegment stored = check(part);
        Section section = meta.section(part);
        if (!section.isPacked()) {
            return stored;
        }
        if (section.rawLength() < 0 || section.rawLength() > MAX_PACKED) {
            throw damaged(part);
        }
        byte[] raw = new byte[(int) section.rawLength()];
        byte[] packed = stored.toArray(ValueLayout.JAVA_BYTE);
        if (Zstd.decompressByteArray(raw, 0, raw.length, packed, 0, packed.length) != raw.length) {
            throw damaged(part);
        }
        // Beside the file, not in the heap: one kind of memory is quicker to read than two.
        return arena.allocate(raw.length).copyFrom(MemorySegment.ofArray(raw));
    }

    /**
     * The bytes of a section as they stand in the file.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    MemorySegment check(Part part) {
        Section section = meta.section(part);
        MemorySegment bytes = file.asSlice(section.offset(), section.length());
        long place = PageWriter.place(meta.sequence(), -1 - part.ordinal());
        if (!isWhole(bytes, place, section.checksum())) {
            throw damaged(part);
        }
        return bytes;
    }

    private boolean isWhole(MemorySegment bytes, long place, int checksum) {
        try {
            return Checksum.of(place, bytes) == checksum;
        } catch (InternalError e) {
            // What a read error becomes under a mapped file.
            logger.log(System.Logger.Level.WARNING, name.file() + " cannot be read", e);
            return false;
        }
    }

    private MuninnException damaged(Part part) {
        return new MuninnException(
                MuninnException.Kind.CORRUPT,
                name.file()
                        + ": the "
                        + part.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " at byte "
                        + meta.section(part).offset()
                        + " is damaged");
    }
}
