package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.RelativeEncoder;
import dev.muninn.store.codec.RollupCodec;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one block, series by series in label order. Confined to one thread. */
public final class BlockWriter implements AutoCloseable {

    /*
     * The file gets its final name only after all its bytes are forced: whoever finds a block finds
     * a whole one. Its description is written last, behind everything and at the front.
     */

    /** Long enough to pack well, short enough that a narrow range decodes little. */
    private static final int CHUNK = 960;

    /** Buckets are read many at a time. */
    private static final int ROLLUP_CHUNK = 1024;

    /** Distinct time columns remembered; a scrape target has one. */
    private static final int TIME_COLUMNS = 8192;

    private final Disk disk;
    private final Disposal disposal;
    private final String unfinished;
    private final long sequence;
    private final Origin origin;
    private final Hash128 seed;
    private final DiskFile file;
    private final int frontBytes;
    private final PageWriter pages;
    private final PageWriter.Stream values = new PageWriter.Stream();
    private final PageWriter.Stream timeColumns = new PageWriter.Stream();
    private final Map<Hash128, PageWriter.Place> knownTimes =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Hash128, PageWriter.Place> eldest) {
                    return size() > TIME_COLUMNS;
                }
            };
    private final ChunkCodec codec;
    private final @Nullable RelativeEncoder relatives;
    private final RollupCodec rollups = new RollupCodec();
    private final BlockIndexWriter index = new BlockIndexWriter();
    private long minTime = Long.MAX_VALUE;
    private long maxTime = Long.MIN_VALUE;
    private final FewTimes gaps = new FewTimes();
    private long samples;
    private @Nullable String path;
    private boolean isFinished;

    private BlockWriter(
            Disk disk,
            Disposal disposal,
            String unfinished,
            long sequence,
            Origin origin,
            Hash128 seed)
            throws IOException {
        this.disk = disk;
        this.disposal = disposal;
        this.unfinished = unfinished;
        this.sequence = sequence;
        this.origin = origin;
        this.seed = seed;
        this.file = disk.open(unfinished);
        this.frontBytes = BlockMeta.frontBytes(origin.parents().size());
        this.pages = new PageWriter(sequence, file, frontBytes);
        // What is merged is kept for long; what is flushed will be merged soon.
        boolean isMerged = origin.level() > 0;
        this.codec = isMerged ? ChunkCodec.dense() : new ChunkCodec();
        this.relatives = isMerged ? new RelativeEncoder() : null;
    }

    static BlockWriter create(
            Disk disk, Disposal disposal, long sequence, Origin origin, Hash128 seed)
            throws IOException {
        if (origin.parents().size() > BlockMeta.MAX_PARENTS) {
            throw new IllegalArgumentException("too many parents: " + origin.parents().size());
        }
        String unfinished =
                BlockName.DIRECTORY + "/" + sequence + BlockName.SUFFIX + BlockName.UNFINISHED;
        return new BlockWriter(disk, disposal, unfinished, sequence, origin, seed);
    }

    /** Adds a series behind all so far; one without samples is left out. */
    public void add(Labels labels, Hash128 hash, SampleBuffer buffer) throws IOException {
        if (buffer.isEmpty()) {
            return;
        }
        int chunks = (buffer.size() + CHUNK - 1) / CHUNK;
        index.beginSeries(labels, hash, chunks);
        // Even shares: a last chunk of a few samples packs badly.
        for (int i = 0; i < chunks; i++) {
            int from = (int) ((long) buffer.size() * i / chunks);
            int to = (int) ((long) buffer.size() * (i + 1) / chunks);
            PageWriter.Place times = timesOf(buffer.timestamps(), from, to);
            PageWriter.Place place = pages.begin(values);
            ByteWriter page = pages.bytes(values);
            codec.encode(buffer, from, to, page);
            if (relatives != null) {
                relatives.shorten(times.number(), place.page(), place.offset(), to - from, page);
            }
            index.chunk(
                    buffer.timestamps()[from],
                    buffer.timestamps()[to - 1],
                    to - from,
                    times,
                    place);
        }
        samples += buffer.size();
        minTime = Math.min(minTime, buffer.timestamps()[0]);
        maxTime = Math.max(maxTime, buffer.timestamps()[buffer.size() - 1]);
    }

    private PageWriter.Place timesOf(long[] times, int from, int to) throws IOException {
        Hash128 hash = Hash128.of(seed, times, from, to);
        PageWriter.Place known = knownTimes.get(hash);
        if (known == null) {
            known = pages.begin(timeColumns);
            long[] column = java.util.Arrays.copyOfRange(times, from, to);
            codec.encodeTimes(column, column.length, pages.bytes(timeColumns));
            knownTimes.put(hash, known);
        }
        return known;
    }

    /** The number of the block. */
    public long sequence() {
        return sequence;
    }

    public boolean isEmpty() {
        return samples == 0;
    }

    /** Adds the buckets of a series behind all so far; one without any is left out. */
    public void add(Labels labels, Hash128 hash, RollupBuffer buffer) throws IOException {
        if (buffer.isEmpty()) {
            return;
        }
        int chunks = (buffer.size() + ROLLUP_CHUNK - 1) / ROLLUP_CHUNK;
        index.beginSeries(labels, hash, chunks);
        for (int i = 0; i < chunks; i++) {
            int from = (int) ((long) buffer.size() * i / chunks);
            int to = (int) ((long) buffer.size() * (i + 1) / chunks);
            long[] times = rollups.times(buffer, from, to);
            PageWriter.Place column = timesOf(times, 0, times.length);
            PageWriter.Place place = pages.begin(values);
            rollups.encode(buffer, from, to, pages.bytes(values));
            index.chunk(buffer.ends()[from], buffer.ends()[to - 1], to - from, column, place);
        }
        samples += buffer.size();
    }

    /** Notes that samples of the times could not be read; whoever reads the buckets is told. */
    public void lacks(TimeRange times) {
        gaps.add(times);
    }

    /** Where the block is or was about to be, or null if it is far from finished. */
    @Nullable String path() {
        return path;
    }

    /** Makes the block durable under its final name. */
    BlockMeta finish() throws IOException {
        pages.finish(values);
        pages.finish(timeColumns);
        Map<Part, BlockMeta.Section> sections = new HashMap<>();
        sections.put(Part.PAGE_TABLE, pages.section(Part.PAGE_TABLE.ordinal(), pages.table()));
        for (Part part : Part.values()) {
            if (part != Part.PAGE_TABLE) {
                ByteWriter bytes = index.section(part);
                sections.put(part, pages.section(part.ordinal(), bytes));
            }
        }
        List<BlockMeta.Section> ordered = new ArrayList<>();
        for (Part part : Part.values()) {
            BlockMeta.Section section = sections.get(part);
            if (section != null) {
                ordered.add(section);
            }
        }
        Origin.Buckets buckets = origin.buckets();
        boolean isRollup = buckets.widthMillis() > 0;
        BlockMeta meta =
                new BlockMeta(
                        sequence,
                        origin.level(),
                        origin.newestSource() == 0 ? sequence : origin.newestSource(),
                        buckets.widthMillis(),
                        isRollup ? buckets.afterMillis() : minTime,
                        isRollup ? buckets.toMillis() : maxTime,
                        index.seriesCount(),
                        samples,
                        seed,
                        origin.parents(),
                        ordered,
                        gaps.toList());
        byte[] encoded = meta.encode();
        if (encoded.length > frontBytes) {
            throw new IllegalStateException("description of " + encoded.length + " bytes");
        }
        ByteWriter footer = new ByteWriter(encoded.length + 4);
        footer.bytes(encoded).u32(encoded.length);
        pages.append(footer.toByteArray());
        file.write(0, encoded, 0, encoded.length);
        file.force();
        file.close();
        BlockName name = BlockName.of(meta);
        path = name.path();
        disk.rename(unfinished, name.path());
        disk.forceDirectory(BlockName.DIRECTORY);
        isFinished = true;
        return meta;
    }

    /** Removes what is not finished. */
    @Override
    public void close() throws IOException {
        if (!isFinished) {
            file.close();
            disposal.delete(unfinished);
        }
    }
}
