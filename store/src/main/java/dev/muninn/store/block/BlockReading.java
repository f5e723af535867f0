package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkValues;
import dev.muninn.store.codec.Interest;
import dev.muninn.store.codec.RelativeBase;
import dev.muninn.store.codec.RelativeColumn;
import dev.muninn.store.codec.RollupCodec;
import dev.muninn.store.codec.TimesColumn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One question's reading of a block: remembers what was decoded last, and says what could not be
 * read. Safe for use by many threads; to be closed.
 */
public final class BlockReading implements AutoCloseable {

    /** What pages are read for: those that are read in turns must not throw out each other. */
    private static final int VALUES = 0;

    private static final int TIMES = 1;
    private static final int BASES = 2;

    /** Threads that read side by side without throwing out each other's page. */
    private static final int SLOTS = 16;

    /** Columns of a thread that are found at once: the chunks of a series have different times. */
    private static final int NEAR = 16;

    /** Time columns kept decoded; more are decoded again. */
    private static final int MAX_COLUMNS = 2048;

    private record Page(int number, ReadPage page) {}

    private record Column(int page, int offset, int count) {

        boolean is(int otherPage, int otherOffset, int otherCount) {
            return page == otherPage && offset == otherOffset && count == otherCount;
        }
    }

    private record Known(Column place, TimesColumn column) {}

    private final Block block;
    private final Tombstones tombstones;
    private final Consumer<MissingSamples> missing;
    private final @Nullable Page[] pages = new @Nullable Page[3 * SLOTS];
    private final @Nullable Known[] recent = new @Nullable Known[SLOTS * NEAR];
    private final Map<Column, TimesColumn> columns = new ConcurrentHashMap<>();

    /** Reads pages by their number. */
    private final IntFunction<ReadPage> source;

    private BlockReading(
            Block block,
            IntFunction<ReadPage> source,
            Tombstones tombstones,
            Consumer<MissingSamples> missing) {
        this.block = block;
        this.source = source;
        this.tombstones = tombstones;
        this.missing = missing;
    }

    /** Begins to read a block that the caller has acquired; closing releases it. */
    public static BlockReading of(
            Block acquired, Tombstones tombstones, Consumer<MissingSamples> missing) {
        return new BlockReading(
                acquired, number -> ReadPage.passing(acquired.page(number)), tombstones, missing);
    }

    /** The same for readers that may come back: pages are kept for the next one. */
    public static BlockReading keeping(
            Block acquired, Tombstones tombstones, Consumer<MissingSamples> missing) {
        return new BlockReading(acquired, acquired::keptPage, tombstones, missing);
    }

    public Block block() {
        return block;
    }

    /** Where the chunks of a series stand; null if they are more, or that cannot be read. */
    public @Nullable ChunkPlaces places(int series, int most) {
        try {
            return block.blockIndex().chunkCount(series) > most
                    ? null
                    : new ChunkPlaces(
                            block.blockIndex().chunks(series, Long.MIN_VALUE, Long.MAX_VALUE));
        } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
            // Whoever collects the chunks is told.
            return null;
        }
    }

    /** Adds the chunks of a series that overlap the range. */
    public void collect(int series, long fromMillis, long toMillis, List<Chunk> into) {
        try {
            ChunkPlaces places =
                    new ChunkPlaces(block.blockIndex().chunks(series, fromMillis, toMillis));
            addChunks(series, places, fromMillis, toMillis, into);
        } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
            warnOfBlock(e);
        }
    }

    /** As {@link #collect(int, long, long, List)}, the chunks' places being known. */
    public void collect(
            int series, ChunkPlaces places, long fromMillis, long toMillis, List<Chunk> into) {
        try {
            addChunks(series, places, fromMillis, toMillis, into);
        } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
            warnOfBlock(e);
        }
    }

    private void addChunks(
            int series, ChunkPlaces places, long fromMillis, long toMillis, List<Chunk> into) {
        List<TimeRange> deleted = deleted(series);
        for (int i = 0; i < places.count(); i++) {
            ChunkEntry entry = places.get(i);
            if (entry.minTime() <= toMillis && entry.maxTime() >= fromMillis) {
                Chunk chunk = new BlockChunk(entry, i);
                into.add(deleted.isEmpty() ? chunk : new ErasedChunk(chunk, deleted));
            }
        }
    }

    private void warnOfBlock(Throwable e) {
        warn(String.valueOf(e.getMessage()), block.meta().minTime(), block.meta().maxTime());
    }

    /** Appends the buckets of a series that end in the range, whatever was deleted of them. */
    public void readRollups(int series, long fromMillis, long toMillis, RollupBuffer into) {
        long width = block.meta().widthMillis();
        try {
            List<ChunkEntry> entries = block.blockIndex().chunks(series, fromMillis, toMillis);
            for (int i = 0; i < entries.size(); i++) {
                ChunkEntry entry = entries.get(i);
                long[] times = times(entry, RollupCodec.times(entry.count()), i).times();
                byte[] bytes = page(entry.valuesPage(), VALUES).bytes();
                RollupCodec.decode(
                        new ByteReader(bytes, entry.valuesOffset(), bytes.length),
                        times,
                        entry.count(),
                        new TimeRange(fromMillis, toMillis),
                        into);
            }
        } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
            warn(
                    String.valueOf(e.getMessage()),
                    block.meta().minTime() - width,
                    block.meta().maxTime());
        }
    }

    /** The times deleted from a series of the block after it was made. */
    public List<TimeRange> deleted(int series) {
        return tombstones.isEmpty()
                ? List.of()
                : tombstones.of(block.hash(series), block.meta().sequence());
    }

    private void warn(String what, long fromMillis, long toMillis) {
        missing.accept(MissingSamples.between(what, fromMillis, toMillis));
    }

    private ReadPage page(int number, int purpose) {
        int slot = slot() + purpose * SLOTS;
        Page known = pages[slot];
        if (known != null && known.number == number) {
            return known.page;
        }
        ReadPage page = source.apply(number);
        pages[slot] = new Page(number, page);
        return page;
    }

    private static int slot() {
        return (int) (Thread.currentThread().threadId() & SLOTS - 1);
    }

    /**
     * @param rank which of its series' chunks it is: those of other series of a target are alike
     */
    private TimesColumn times(ChunkEntry entry, int count, int rank) {
        int slot = slot() * NEAR + (rank & NEAR - 1);
        Known last = recent[slot];
        if (last != null && last.place.is(entry.timesPage(), entry.timesOffset(), count)) {
            return last.column;
        }
        Column column = new Column(entry.timesPage(), entry.timesOffset(), count);
        TimesColumn found = times(column);
        recent[slot] = new Known(column, found);
        return found;
    }

    private TimesColumn times(Column column) {
        TimesColumn known = columns.get(column);
        if (known == null) {
            byte[] bytes = page(column.page, TIMES).bytes();
            known =
                    TimesColumn.decode(
                            new ByteReader(bytes, column.offset, bytes.length), column.count);
            if (columns.size() >= MAX_COLUMNS) {
                columns.clear();
            }
            columns.put(column, known);
        }
        return known;
    }

    @Override
    public void close() {
        block.release();
    }

    private final class BlockChunk implements Chunk, ChunkValues.Source {

        private final ChunkEntry entry;

        /** Which of its series' chunks it is. */
        private final int rank;

        BlockChunk(ChunkEntry entry, int rank) {
            this.entry = entry;
            this.rank = rank;
        }

        @Override
        public long minTime() {
            return entry.minTime();
        }

        @Override
        public long maxTime() {
            return entry.maxTime();
        }

        @Override
        public void read(long fromMillis, long toMillis, SampleBuffer into) {
            try {
                times(entry, entry.count(), rank).read(fromMillis, toMillis, this, into);
            } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
                warn(String.valueOf(e.getMessage()), entry.minTime(), entry.maxTime());
            }
        }

        @Override
        public void read(long fromMillis, long toMillis, Interest interest, SampleBuffer into) {
            try {
                times(entry, entry.count(), rank).read(fromMillis, toMillis, interest, this, into);
            } catch (MuninnException | IndexOutOfBoundsException | InternalError e) {
                warn(String.valueOf(e.getMessage()), entry.minTime(), entry.maxTime());
            }
        }

        @Override
        public ChunkValues values() {
            ReadPage page = page(entry.valuesPage(), VALUES);
            return RelativeColumn.isAt(page.bytes(), entry.valuesOffset())
                    ? relative(page)
                    : page.values(entry.valuesOffset(), entry.count());
        }

        @Override
        public ChunkValues few() {
            ReadPage page = page(entry.valuesPage(), VALUES);
            return RelativeColumn.isAt(page.bytes(), entry.valuesOffset())
                    ? relative(page)
                    : page.few(entry.valuesOffset(), entry.count());
        }

        private ChunkValues relative(ReadPage page) {
            ByteReader in = page.from(entry.valuesOffset());
            RelativeBase base = Objects.requireNonNull(RelativeColumn.base(in));
            ReadPage other =
                    base.pagesBack() == 0
                            ? page
                            : page(entry.valuesPage() - base.pagesBack(), BASES);
            ByteReader ofBase = other.from(base.offset());
            return new ChunkValues.Unpacked(RelativeColumn.decode(in, base, ofBase, entry.count()));
        }
    }
}
