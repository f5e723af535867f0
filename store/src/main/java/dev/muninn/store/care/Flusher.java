package dev.muninn.store.care;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.block.BlockWriter;
import dev.muninn.store.block.Origin;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import dev.muninn.store.core.SampleFloor;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.HeadSeries;
import dev.muninn.store.wal.Checkpoint;
import dev.muninn.store.wal.LogGap;
import dev.muninn.store.wal.LogRecords;
import dev.muninn.store.wal.LogReplay.Flushed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Turns samples of the head into blocks and lets go of the log behind them. */
public final class Flusher {

    /*
     * Order is everything: freeze the head, write and publish blocks, drop the head's part, write
     * the checkpoint, delete log segments. Between publishing and dropping, samples are in both, and
     * readers, who take the head before the blocks, see each once. A crash anywhere leaves samples
     * in the log that are in blocks too; they are read once as well, and flushed once more.
     */

    private static final System.Logger logger = System.getLogger(Flusher.class.getName());

    private final StoreCore core;
    private final BlockRanges ranges;
    private final List<Flushed> flushed;

    public Flusher(StoreCore core, List<Flushed> flushed) {
        this.core = core;
        this.ranges = new BlockRanges(core.options().retention().raw());
        this.flushed = new ArrayList<>(flushed);
    }

    /** Moves all samples before the time to blocks; durable on return. */
    public synchronized void flush(long beforeMillis) {
        long started = core.clock().nanos();
        long segment = core.log().rotate();
        core.head().samples().freeze(beforeMillis);
        int blocks;
        try {
            blocks = writeBlocks();
        } catch (IOException e) {
            core.head().samples().thaw();
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "writing a block to "
                            + core.disk().name()
                            + " failed: "
                            + e.getMessage()
                            + "; the samples stay in memory and in the log",
                    e);
        } catch (RuntimeException e) {
            core.head().samples().thaw();
            throw e;
        }
        core.head().samples().drop();
        core.headStartsAt(oldestLeft());
        flushed.removeIf(
                old -> old.beforeSegment() <= segment && old.beforeMillis() <= beforeMillis);
        flushed.add(new Flushed(segment, beforeMillis));
        core.head().forgetIdle(beforeMillis - core.options().outOfOrderWindow().toMillis());
        try {
            writeCheckpoint(segment);
            core.log().deleteSegments(segment, beforeMillis);
        } catch (IOException e) {
            // The log stays longer than needed, which the next flush puts right.
            logger.log(System.Logger.Level.WARNING, "could not shorten the log", e);
        }
        core.telemetry().flushed(blocks, core.clock().nanos() - started);
    }

    /**
     * Puts what makes up the store, less the newest part of the log, to another place; the paths.
     */
    public synchronized List<String> export(Path target) throws IOException {
        List<String> paths = new ArrayList<>(core.blocks().export(target));
        Files.createDirectories(target.resolve("wal"));
        for (String directory : List.of("", "wal/")) {
            for (String name : core.disk().list(directory.replace("/", ""))) {
                String path = directory + name;
                boolean isKept =
                        name.equals("identity")
                                || name.equals("tombstones")
                                || name.startsWith(SampleFloor.PREFIX)
                                || name.endsWith(".checkpoint");
                if (isKept) {
                    Files.deleteIfExists(target.resolve(path));
                    core.disk().export(path, target.resolve(path));
                    paths.add(path);
                }
            }
        }
        for (String directory : List.of("", "wal/", "blocks/")) {
            removeOthers(target, directory, Set.copyOf(paths));
        }
        return paths;
    }

    /** Removes what an earlier backup had and the store has replaced since. */
    private static void removeOthers(Path target, String directory, Set<String> kept)
            throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.resolve(directory))) {
            for (Path file : files) {
                String path = directory + file.getFileName();
                boolean isOurs = !directory.isEmpty() || path.startsWith(SampleFloor.PREFIX);
                if (isOurs && !kept.contains(path)) {
                    Files.delete(file);
                }
            }
        }
    }

    private long oldestLeft() {
        long[] oldest = {Long.MAX_VALUE};
        core.head().samples().freeze(Long.MAX_VALUE);
        try {
            core.head().samples().frozenSpans((from, to) -> oldest[0] = Math.min(oldest[0], from));
        } finally {
            core.head().samples().thaw();
        }
        return oldest[0];
    }

    private int writeBlocks() throws IOException {
        NavigableMap<Long, Long> windows = windows();
        if (windows.isEmpty()) {
            return 0;
        }
        List<HeadSeries> series = core.head().sortedSeries();
        int written = 0;
        for (var window : windows.entrySet()) {
            try (BlockWriter writer = core.blocks().writer(Origin.FLUSH)) {
                for (HeadSeries one : series) {
                    add(one, window.getKey(), window.getValue() - 1, writer);
                }
                if (!writer.isEmpty()) {
                    core.blocks().publish(writer);
                    written++;
                }
            }
        }
        return written;
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private final SampleBuffer samples = new SampleBuffer();

    private void add(HeadSeries series, long from, long to, BlockWriter writer) throws IOException {
        chunks.clear();
        samples.clear();
        core.head().samples().collectFrozen(series.ref(), from, to, chunks);
        if (!chunks.isEmpty()) {
            ChunkMerge.read(chunks, from, to, samples);
            writer.add(series.labels(), series.hash(), samples);
        }
    }

    /** The ranges to write a block for each, from start to before end. */
    private NavigableMap<Long, Long> windows() {
        NavigableMap<Long, Long> windows = new TreeMap<>();
        long newest = core.headNewest();
        core.head()
                .samples()
                .frozenSpans(
                        (from, to) -> {
                            for (long at = from; at <= to; ) {
                                BlockRanges.Range range = ranges.around(at, newest);
                                windows.put(range.start(), range.end());
                                at = range.end();
                            }
                        });
        return windows;
    }

    private void writeCheckpoint(long segment) throws IOException {
        ByteWriter record = new ByteWriter(512);
        try (Checkpoint checkpoint = Checkpoint.create(core.disk(), segment)) {
            for (Flushed boundary : flushed) {
                checkpoint.addFlushed(boundary.beforeSegment(), boundary.beforeMillis());
            }
            for (LogGap gap : core.gaps()) {
                if (gap.newestMillis() >= core.samplesSince()) {
                    checkpoint.addGap(gap);
                }
            }
            for (HeadSeries series : core.head().allSeries()) {
                record.clear();
                byte[] labels = LabelBytes.encode(series.labels());
                LogRecords.series(series.ref(), labels, 0, labels.length, record);
                checkpoint.add(record);
            }
            for (var about : core.metadata().values()) {
                record.clear();
                LogRecords.metadata(about, record);
                checkpoint.add(record);
            }
            List<IOException> failed = new ArrayList<>();
            core.exemplars()
                    .forEach(
                            (labels, exemplar) -> {
                                int ref = core.head().withTable(t -> core.head().find(labels));
                                if (ref >= 0) {
                                    record.clear();
                                    LogRecords.exemplar(ref, exemplar, record);
                                    try {
                                        checkpoint.add(record);
                                    } catch (IOException e) {
                                        failed.add(e);
                                    }
                                }
                            });
            if (!failed.isEmpty()) {
                throw failed.getFirst();
            }
            checkpoint.finish();
        }
    }
}
