package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The blocks of a data directory. Safe for use by many threads. */
public final class Blocks implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(Blocks.class.getName());

    private final Disk disk;
    private final Disposal disposal;
    private final PageCache cache;
    private final Hash128 seed;

    /** Ascending by sequence; replaced as a whole. */
    private volatile List<Block> blocks;

    private volatile List<DamagedBlock> damaged;
    private volatile Tombstones tombstones;
    private long nextSequence;

    private Blocks(
            Disk disk, Disposal disposal, PageCache cache, Hash128 seed, BlockDirectory found) {
        this.disk = disk;
        this.disposal = disposal;
        this.cache = cache;
        this.seed = seed;
        blocks = found.blocks();
        damaged = found.damaged();
        tombstones = found.tombstones();
        nextSequence = found.lastSequence() + 1;
    }

    /** Opens all blocks; removes what is unfinished or was replaced, sets aside what is damaged. */
    public static Blocks open(Disk disk, PageCache cache, Hash128 seed) throws IOException {
        Disposal disposal = new Disposal(disk);
        BlockDirectory found = BlockDirectory.read(disk, disposal, cache, seed);
        return new Blocks(disk, disposal, cache, seed, found);
    }

    /**
     * The blocks of samples of this moment that overlap the range, oldest first; each is to be
     * released.
     */
    public List<Block> acquire(long fromMillis, long toMillis) {
        return acquire(meta -> !meta.isRollup() && meta.overlaps(fromMillis, toMillis));
    }

    /** The blocks of this moment that are wanted, oldest first; each is to be released. */
    public List<Block> acquire(Predicate<BlockMeta> isWanted) {
        while (true) {
            List<Block> acquired = new ArrayList<>();
            boolean isComplete = true;
            for (Block block : blocks) {
                if (isWanted.test(block.meta())) {
                    if (block.tryAcquire()) {
                        acquired.add(block);
                    } else {
                        isComplete = false;
                    }
                }
            }
            if (isComplete) {
                return acquired;
            }
            // One was replaced in between: what replaced it is in the list by now.
            acquired.forEach(Block::release);
            Thread.onSpinWait();
        }
    }

    public int count() {
        return blocks.size();
    }

    public long bytes() {
        long sum = 0;
        for (Block block : blocks) {
            sum += block.fileBytes();
        }
        return sum;
    }

    /** Memory of pages that were read lately. */
    public long pageBytes() {
        return cache.bytes();
    }

    public long samples() {
        long sum = 0;
        for (BlockMeta meta : metas()) {
            sum += meta.samples();
        }
        return sum;
    }

    public List<DamagedBlock> damaged() {
        return damaged;
    }

    /** What all blocks say of themselves, oldest first. */
    public List<BlockMeta> allMetas() {
        return blocks.stream().map(Block::meta).toList();
    }

    /** What the blocks of samples say of themselves, oldest first. */
    public List<BlockMeta> metas() {
        return blocks.stream().map(Block::meta).filter(meta -> !meta.isRollup()).toList();
    }

    /** What was deleted and is still in blocks. */
    public Tombstones tombstones() {
        return tombstones;
    }

    /** Changes with each block that is begun. */
    public synchronized long lastSequence() {
        return nextSequence - 1;
    }

    /** Deletes samples of the series from all blocks begun by now; durable on return. */
    public synchronized void bury(List<Hash128> series, TimeRange range) throws IOException {
        // Under the lock that numbers new blocks: each of them is begun either before, and the
        // stones concern it, or after, and it is made with the stones in view.
        long last = nextSequence - 1;
        Tombstones more =
                tombstones.with(
                        series.stream()
                                .map(one -> new Tombstones.Stone(last, one, range))
                                .toList());
        more.save(disk);
        tombstones = more;
    }

    /** Counts the different series of all blocks, less those whose index is damaged. */
    public SeriesCount seriesCount() {
        SeriesCount count = new SeriesCount();
        List<Block> acquired = acquire(meta -> true);
        try {
            for (Block block : acquired) {
                try {
                    block.addSeries(count);
                } catch (MuninnException e) {
                    logger.log(System.Logger.Level.DEBUG, "series not counted", e);
                }
            }
        } finally {
            acquired.forEach(Block::release);
        }
        return count;
    }

    /** Lets go of tombstones whose samples are in no block any more. */
    public synchronized void forgetTombstones() throws IOException {
        if (!disposal.retry()) {
            // A file that stays may be found again, with the deleted samples in it.
            return;
        }
        long oldest = Long.MAX_VALUE;
        for (Block block : blocks) {
            oldest = Math.min(oldest, block.meta().sequence());
        }
        Tombstones left = tombstones.from(oldest);
        if (left.size() < tombstones.size()) {
            left.save(disk);
            tombstones = left;
        }
    }

    /** Reads every byte of the blocks of a disk; what is wrong, or an empty list. */
    public static List<String> verify(Disk disk) throws IOException {
        return BlockDirectory.verify(disk);
    }

    /** Puts the blocks of this moment to another place; their paths. */
    public List<String> export(Path target) throws IOException {
        List<Block> acquired = acquire(meta -> true);
        try {
            Files.createDirectories(target.resolve(BlockName.DIRECTORY));
            List<String> paths = new ArrayList<>();
            for (Block block : acquired) {
                String path = BlockName.DIRECTORY + "/" + block.name();
                // Names are never used twice: what is there already is the same.
                if (!Files.exists(target.resolve(path))) {
                    disk.export(path, target.resolve(path));
                }
                paths.add(path);
            }
            return paths;
        } finally {
            acquired.forEach(Block::release);
        }
    }

    /** Begins a block that replaces its parents when it is published. */
    public synchronized BlockWriter writer(Origin origin) throws IOException {
        // The sequence decides who wins on equal times: a merged block stands where its parents
        // did.
        return BlockWriter.create(disk, disposal, nextSequence++, origin, seed);
    }

    /** Makes a block durable and visible; its parents are deleted once nobody reads them. */
    public void publish(BlockWriter writer) throws IOException {
        publish(List.of(writer));
    }

    /** Makes blocks durable, and visible all at once to who asks this object. */
    public synchronized void publish(List<BlockWriter> writers) throws IOException {
        List<Block> added = new ArrayList<>();
        try {
            for (BlockWriter writer : writers) {
                BlockName name = BlockName.of(writer.finish());
                added.add(Block.open(disk, disposal, cache, name, seed));
            }
        } catch (IOException | RuntimeException e) {
            added.forEach(Block::release);
            // Those that have their names already must not be found at the next start.
            for (BlockWriter writer : writers) {
                String path = writer.path();
                if (path != null) {
                    disposal.delete(path);
                }
            }
            throw e;
        }
        Set<Long> parents = new HashSet<>();
        added.forEach(block -> parents.addAll(block.meta().parents()));
        List<Block> changed = new ArrayList<>(blocks);
        changed.addAll(added);
        replace(changed, old -> parents.contains(old.meta().sequence()));
    }

    /** Deletes what could not be deleted before; whether nothing is left. */
    public boolean tidyUp() {
        return disposal.retry();
    }

    /** Leaves a block out that was found damaged; its file stays, and answers tell of it. */
    public synchronized void setAside(Block block, String reason) {
        List<Block> left = new ArrayList<>(blocks);
        if (!left.remove(block)) {
            return;
        }
        BlockMeta meta = block.meta();
        List<DamagedBlock> more = new ArrayList<>(damaged);
        more.add(
                new DamagedBlock(
                        block.name(), meta.minTime(), meta.maxTime(), meta.widthMillis(), reason));
        logger.log(System.Logger.Level.ERROR, "block set aside: {0}", reason);
        // First: nobody may find neither the block nor the word that it is missing.
        damaged = List.copyOf(more);
        blocks = List.copyOf(left);
        block.release();
    }

    /** Deletes the blocks of a width that hold nothing as new as the time or newer. */
    public synchronized int deleteOlderThan(long widthMillis, long millis) {
        int before = blocks.size();
        replace(
                new ArrayList<>(blocks),
                block ->
                        block.meta().widthMillis() == widthMillis
                                && block.meta().maxTime() < millis);
        List<DamagedBlock> left = new ArrayList<>();
        for (DamagedBlock file : damaged) {
            if (file.widthMillis() == widthMillis && file.maxTime() < millis) {
                disposal.delete(BlockName.DIRECTORY + "/" + file.file());
            } else {
                left.add(file);
            }
        }
        damaged = List.copyOf(left);
        return before - blocks.size();
    }

    private void replace(List<Block> changed, Predicate<Block> isGone) {
        List<Block> gone = new ArrayList<>();
        changed.removeIf(
                block -> {
                    boolean goes = isGone.test(block);
                    if (goes) {
                        gone.add(block);
                    }
                    return goes;
                });
        blocks = List.copyOf(changed);
        for (Block block : gone) {
            block.doom();
            block.release();
        }
    }

    @Override
    public synchronized void close() {
        List<Block> open = blocks;
        blocks = List.of();
        open.forEach(Block::release);
    }
}
