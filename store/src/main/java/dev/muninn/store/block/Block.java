package dev.muninn.store.block;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.block.BlockMeta.Section;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.index.LabelIndex;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An immutable block, open for reading by many threads until the last of its users releases it. */
public final class Block {

    private static final System.Logger logger = System.getLogger(Block.class.getName());

    private final Disposal disposal;
    private final BlockName name;
    private final BlockMeta meta;
    private final Hash128 seed;
    private final Arena arena;
    private final MemorySegment file;

    /** Users, the set of blocks itself being one. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean isDoomed;
    private volatile @Nullable BlockIndex index;
    private volatile @Nullable SeriesCount seriesCount;
    private final BlockPages pages;
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
        pages = new BlockPages(file, meta, name.file(), this::section);
        kept = cache.of(pages.count());
        this.seed = seed;
        this.name = name;
        this.meta = meta;
        this.arena = arena;
        this.file = file;
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
            known = new BlockIndex(meta.series(), this::section);
            index = known;
        }
        return known;
    }

    public Labels labels(int series) {
        return blockIndex().labels(series);
    }

    /** The hash of a series' labels with the seed the block was opened with. */
    public Hash128 hash(int series) {
        if (meta.seed().equals(seed)) {
            return blockIndex().hash(series);
        }
        // A directory put together from backups may have blocks hashed with another seed.
        byte[] canonical = LabelBytes.encode(labels(series));
        return Hash128.of(seed, canonical, 0, canonical.length);
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

    private MemorySegment section(Part part) {
        Section section = meta.section(part);
        MemorySegment bytes = file.asSlice(section.offset(), section.length());
        long place = PageWriter.place(meta.sequence(), -1 - part.ordinal());
        if (!isWhole(bytes, place, section.checksum())) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    name.file()
                            + ": the "
                            + part.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                            + " at byte "
                            + section.offset()
                            + " is damaged");
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

    /**
     * A page's bytes, with some behind them that decoders may read.
     *
     * @throws MuninnException of kind CORRUPT if they are not what was written
     */
    byte[] page(int number) {
        return pages.read(number);
    }

    /** As {@link #page}, from memory if it was read lately. */
    ReadPage keptPage(int number) {
        ReadPage known = kept.get(number);
        return known == null ? kept.put(number, page(number)) : known;
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
                section(part);
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return wrong;
    }

    /** Reads all samples once. */
    public List<String> verifyPages() {
        return pages.verify();
    }
}
