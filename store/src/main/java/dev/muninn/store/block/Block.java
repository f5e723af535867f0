package dev.muninn.store.block;

import com.github.luben.zstd.Zstd;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.block.BlockMeta.Section;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.index.LabelIndex;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An immutable block, open for reading by many threads until the last of its users releases it. */
public final class Block {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Decoders may read a little behind the end. */
    private static final int SLACK = 16;

    private final Disposal disposal;
    private final BlockName name;
    private final BlockMeta meta;
    private final Arena arena;
    private final MemorySegment file;
    private final Sections sections;
    private final SeriesHashes hashes;

    /** Users, the set of blocks itself being one. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean isDoomed;
    private volatile @Nullable BlockIndex index;
    private volatile @Nullable MemorySegment pageTable;
    private volatile @Nullable SeriesCount seriesCount;
    private final PageCache.OfBlock kept;

    private Block(
            Disposal disposal,
            PageCache cache,
            BlockName name,
            BlockMeta meta,
            Hash128 seed,
            Arena arena,
            MemorySegment file) {
        this.disposal = disposal;
        kept = cache.of((int) (meta.section(Part.PAGE_TABLE).rawLength() / 8));
        this.name = name;
        this.meta = meta;
        this.arena = arena;
        this.file = file;
        sections = new Sections(name, meta, file, arena);
        hashes = new SeriesHashes(meta, seed, this::blockIndex);
    }

    /**
     * Opens a block whose description can be read in one of its two places.
     *
     * @param disposal takes the file once the block is doomed and released
     * @param cache keeps pages for {@link #keptPage}
     * @param seed what series are to be hashed with
     * @throws MuninnException of kind CORRUPT if in neither
     */
    static Block open(Disk disk, Disposal disposal, PageCache cache, BlockName name, Hash128 seed)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            MemorySegment file = disk.map(name.path(), arena);
            BlockMeta meta = BlockMeta.read(file, name);
            for (Section section : meta.sections()) {
                if (section.offset() < 0
                        || section.length() < 0
                        || section.offset() + section.length() > file.byteSize()) {
                    throw new MuninnException(
                            MuninnException.Kind.CORRUPT, name.file() + " ends too early");
                }
            }
            return new Block(disposal, cache, name, meta, seed, arena, file);
        } catch (InternalError e) {
            arena.close();
            throw new IOException(name.file() + ": the disk cannot be read", e);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    public BlockMeta meta() {
        return meta;
    }

    /** The file's name, for messages. */
    public String name() {
        return name.file();
    }

    public long fileBytes() {
        return file.byteSize();
    }

    /** Keeps the block readable until {@link #release}; false if it is gone already. */
    boolean tryAcquire() {
        while (true) {
            int now = users.get();
            if (now == 0) {
                return false;
            }
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Ends one use; the last one closes the file, and deletes it if the block is doomed. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            kept.clear();
            arena.close();
            if (isDoomed) {
                disposal.delete(name.path());
            }
        }
    }

    /** Lets the file be deleted with the last release. */
    void doom() {
        isDoomed = true;
    }

    /**
     * Which series the block has.
     *
     * @throws MuninnException of kind CORRUPT if that cannot be read
     */
    public LabelIndex index() {
        return blockIndex();
    }

    BlockIndex blockIndex() {
        BlockIndex known = index;
        if (known == null) {
            known = new BlockIndex(meta.series(), sections::read);
            index = known;
        }
        return known;
    }

    public Labels labels(int series) {
        return blockIndex().labels(series);
    }

    /** The hash of a series' labels with the seed the block was opened with. */
    public Hash128 hash(int series) {
        return hashes.of(series);
    }

    /** Adds the block's series to a count. */
    void addSeries(SeriesCount to) {
        SeriesCount known = seriesCount;
        if (known == null) {
            known = new SeriesCount();
            for (int i = 0; i < meta.series(); i++) {
                known.add(hash(i));
            }
            seriesCount = known;
        }
        to.addAll(known);
    }

    int pageCount() {
        return (int) (meta.section(Part.PAGE_TABLE).rawLength() / 8);
    }

    /**
     * A page's bytes with {@link #SLACK} behind them.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    byte[] page(int number) {
        try {
            return readPage(number);
        } catch (InternalError e) {
            // What a read error becomes under a mapped file.
            throw damagedPage(number, "the disk does not give it");
        }
    }

    /** As {@link #page}, from memory if it was read lately. */
    byte[] keptPage(int number) {
        byte[] known = kept.get(number);
        if (known == null) {
            known = page(number);
            kept.put(number, known);
        }
        return known;
    }

    private byte[] readPage(int number) {
        MemorySegment table = pageTable;
        if (table == null) {
            table = sections.read(Part.PAGE_TABLE);
            pageTable = table;
        }
        if (number < 0 || number >= table.byteSize() / 8) {
            throw damagedPage(number, "there is no such page");
        }
        long offset = table.get(LONG, 8L * number);
        if (offset < 0 || offset + PageWriter.HEADER > file.byteSize()) {
            throw damagedPage(number, "it begins behind the end of the file");
        }
        int stored = file.get(INT, offset + 4);
        if (stored < 0 || stored > file.byteSize() - offset - PageWriter.HEADER) {
            throw damagedPage(number, "it ends behind the end of the file");
        }
        int head = PageWriter.HEADER - 4;
        byte[] bytes = file.asSlice(offset + 4, head + stored).toArray(ValueLayout.JAVA_BYTE);
        long place = PageWriter.place(meta.sequence(), number);
        if (Checksum.of(place, bytes, 0, bytes.length) != file.get(INT, offset)) {
            throw damagedPage(number, "its checksum does not fit");
        }
        int raw = file.get(INT, offset + 8);
        byte[] page = new byte[raw + SLACK];
        if (bytes[head - 1] == PageWriter.ZSTD) {
            long size = Zstd.decompressByteArray(page, 0, raw, bytes, head, stored);
            if (size != raw) {
                throw damagedPage(number, "it does not unpack to " + raw + " bytes");
            }
        } else {
            System.arraycopy(bytes, head, page, 0, stored);
        }
        return page;
    }

    private MuninnException damagedPage(int number, String why) {
        return new MuninnException(
                MuninnException.Kind.CORRUPT,
                "page " + number + " of " + name.file() + " cannot be read: " + why);
    }

    /** Reads everything once; what is wrong, or an empty list. */
    public List<String> verify() {
        List<String> wrong = verifyIndex();
        wrong.addAll(verifyPages());
        return wrong;
    }

    /** Reads once what tells which series there are and where they stand. */
    public List<String> verifyIndex() {
        List<String> wrong = new java.util.ArrayList<>();
        for (Part part : Part.values()) {
            try {
                sections.check(part);
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return wrong;
    }

    /** Reads all samples once. */
    public List<String> verifyPages() {
        List<String> wrong = new java.util.ArrayList<>();
        for (int i = 0; i < pageCount(); i++) {
            try {
                page(i);
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return wrong;
    }
}
