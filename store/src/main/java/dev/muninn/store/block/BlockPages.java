package dev.muninn.store.block;

import com.github.luben.zstd.Zstd;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.Checksum;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of a block's file, checked and unpacked as they are read. Safe for many threads. */
final class BlockPages {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Decoders may read a little behind the end. */
    private static final int SLACK = 16;

    private final MemorySegment file;
    private final BlockMeta meta;
    private final String name;
    private final Function<Part, MemorySegment> sections;
    private volatile @Nullable MemorySegment table;

    /**
     * @param name of the file, for messages
     * @param sections gives parts of the file whose checksums were found right
     */
    BlockPages(
            MemorySegment file,
            BlockMeta meta,
            String name,
            Function<Part, MemorySegment> sections) {
        this.file = file;
        this.meta = meta;
        this.name = name;
        this.sections = sections;
    }

    int count() {
        return (int) (meta.section(Part.PAGE_TABLE).length() / 8);
    }

    /**
     * A page's bytes with {@link #SLACK} behind them.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    byte[] read(int number) {
        try {
            return checked(number);
        } catch (InternalError e) {
            // What a read error becomes under a mapped file.
            throw damaged(number, "the disk does not give it");
        }
    }

    private byte[] checked(int number) {
        MemorySegment places = table;
        if (places == null) {
            places = sections.apply(Part.PAGE_TABLE);
            table = places;
        }
        if (number < 0 || number >= places.byteSize() / 8) {
            throw damaged(number, "there is no such page");
        }
        long offset = places.get(LONG, 8L * number);
        if (offset < 0 || offset + PageWriter.HEADER > file.byteSize()) {
            throw damaged(number, "it begins behind the end of the file");
        }
        int stored = file.get(INT, offset + 4);
        if (stored < 0 || stored > file.byteSize() - offset - PageWriter.HEADER) {
            throw damaged(number, "it ends behind the end of the file");
        }
        int head = PageWriter.HEADER - 4;
        byte[] bytes = file.asSlice(offset + 4, head + stored).toArray(ValueLayout.JAVA_BYTE);
        long place = PageWriter.place(meta.sequence(), number);
        if (Checksum.of(place, bytes, 0, bytes.length) != file.get(INT, offset)) {
            throw damaged(number, "its checksum does not fit");
        }
        int raw = file.get(INT, offset + 8);
        byte[] page = new byte[raw + SLACK];
        if (bytes[head - 1] == PageWriter.ZSTD) {
            long size = Zstd.decompressByteArray(page, 0, raw, bytes, head, stored);
            if (size != raw) {
                throw damaged(number, "it does not unpack to " + raw + " bytes");
            }
        } else {
            System.arraycopy(bytes, head, page, 0, stored);
        }
        return page;
    }

    private MuninnException damaged(int number, String why) {
        return new MuninnException(
                MuninnException.Kind.CORRUPT,
                "page " + number + " of " + name + " cannot be read: " + why);
    }

    /** Reads all of them once; what is wrong, or an empty list. */
    List<String> verify() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            try {
                read(i);
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return wrong;
    }
}
