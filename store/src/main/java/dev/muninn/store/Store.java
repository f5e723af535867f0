package dev.muninn.store;

import dev.muninn.model.Arrivals;
import dev.muninn.model.Cardinality;
import dev.muninn.model.CardinalitySource;
import dev.muninn.model.Clock;
import dev.muninn.model.Generations;
import dev.muninn.model.Labels;
import dev.muninn.model.Lookup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupSource;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.TimeRange;
import dev.muninn.store.append.StoreSession;
import dev.muninn.store.care.Care;
import dev.muninn.store.care.Compactor;
import dev.muninn.store.care.Eraser;
import dev.muninn.store.care.Flusher;
import dev.muninn.store.care.LongCare;
import dev.muninn.store.care.RollupKeeper;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.store.read.CardinalityReport;
import dev.muninn.store.read.StoreLookups;
import dev.muninn.store.read.StoreReader;
import dev.muninn.store.read.StoreRollups;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The embedded time-series engine over one data directory. Safe for use by many threads. */
public final class Store
        implements SampleSink,
                SeriesSource,
                SeriesIndex,
                CardinalitySource,
                TelemetrySource,
                Closeable {

    /*
     * A write goes to the head (memory) and to the log (disk); a flush turns the head's older part
     * into a block and shortens the log. A read joins blocks and head. Opening replays the log.
     * docs/formats draws the files.
     */

    private static final System.Logger logger = System.getLogger(Store.class.getName());

    /** Flushed within the seconds that a stop may take; a larger head is replayed at the start. */
    private static final long QUICK_FLUSH_BYTES = 64 << 20;

    private final StoreCore core;
    private final Closeable lock;
    private final Flusher flusher;
    private final Compactor compactor;
    private final RollupKeeper keeper;
    private final Care care;
    private final LongCare longCare;
    private final StoreReader reader;
    private final StoreRollups rollups;
    private final StoreLookups lookups;
    private final Eraser eraser;
    private @Nullable ScheduledExecutorService carer;

    private Store(OpenedStore opened) {
        core = opened.core();
        lock = opened.lock();
        flusher = new Flusher(core, opened.flushed());
        compactor = new Compactor(core, flusher);
        keeper = new RollupKeeper(core, flusher);
        care = new Care(core, flusher);
        longCare = new LongCare(core, compactor, keeper);
        reader = new StoreReader(core);
        rollups = new StoreRollups(core, reader);
        lookups = new StoreLookups(core, reader);
        eraser = new Eraser(core, flusher, reader);
    }

    /**
     * Opens the store in a directory, which is created if needed, and begins to care for it.
     *
     * @throws MuninnException of kind UNAVAILABLE if another process has it or it cannot be read
     */
    public static Store open(Path directory, StoreOptions options, Clock clock) {
        Store store = new Store(OpenedStore.in(directory, options, clock));
        store.startCare();
        return store;
    }

    /** Opens the store in a directory as it is: nothing is merged or deleted meanwhile. */
    static Store openUncared(Path directory, Clock clock) {
        return new Store(OpenedStore.in(directory, StoreOptions.defaults(), clock));
    }

    /** Opens the store on a disk; {@link #care} is left to the caller. */
    static Store open(Disk disk, StoreOptions options, Clock clock) {
        return new Store(OpenedStore.on(disk, options, clock));
    }

    private void startCare() {
        ScheduledExecutorService executor =
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().daemon().name("store-care-", 0).factory());
        // Less than the second that asynchronous writes may wait for the disk.
        var _ = executor.scheduleWithFixedDelay(care::run, 500, 500, TimeUnit.MILLISECONDS);
        var _ = executor.scheduleWithFixedDelay(longCare::run, 1, 1, TimeUnit.SECONDS);
        carer = executor;
    }

    /** Does what is due of flushing, retention and the like; {@link #open} sees to it itself. */
    void care() {
        care.run();
        longCare.run();
    }

    @Override
    public Session session(String sender) {
        return new StoreSession(core);
    }

    @Override
    public SeriesSet select(Selection selection) {
        return reader.select(selection);
    }

    @Override
    public Arrivals arrivals(List<Matcher> matchers) {
        return core.head().arrivals(matchers);
    }

    @Override
    public Generations generations() {
        return core.changes();
    }

    @Override
    public RollupSource rollups() {
        return rollups;
    }

    @Override
    public Lookup<String> labelNames(List<Matcher> matchers, TimeRange range, int limit) {
        return lookups.labelNames(matchers, range, limit);
    }

    @Override
    public Lookup<String> labelValues(
            String name, List<Matcher> matchers, TimeRange range, int limit) {
        return lookups.labelValues(name, matchers, range, limit);
    }

    @Override
    public Lookup<String> findLabelValues(String name, String text, TimeRange range, int limit) {
        return lookups.findLabelValues(name, text, range, limit);
    }

    @Override
    public Lookup<Labels> series(List<Matcher> matchers, TimeRange range, int limit) {
        return lookups.series(matchers, range, limit);
    }

    @Override
    public Lookup<MetricMetadata> metadata(String metric, int limit) {
        return lookups.metadata(metric, limit);
    }

    @Override
    public Lookup<SeriesExemplars> exemplars(List<Matcher> matchers, TimeRange range) {
        return lookups.exemplars(matchers, range);
    }

    @Override
    public void report(Telemetry to) {
        core.telemetry().report(core, to);
    }

    /** Series written now or lately. */
    public int seriesCount() {
        return core.head().seriesCount();
    }

    /** Blocks of which some part cannot be read; answers say so where they miss it. */
    public int damagedBlocks() {
        return core.blocks().damaged().size();
    }

    /** Why writes are refused at present, or null if they are taken. */
    public @Nullable String writeRefusal() {
        MuninnException refusal = core.log().refusal();
        if (refusal == null) {
            refusal = core.room().refusal();
        }
        return refusal == null ? null : refusal.getMessage();
    }

    /**
     * Moves all samples from memory to blocks; durable on return.
     *
     * @throws MuninnException of kind UNAVAILABLE if the disk does not take them
     */
    public void flush() {
        long newest = core.headNewest();
        if (newest != Long.MIN_VALUE) {
            flusher.flush(newest + 1);
        }
    }

    /**
     * Merges blocks until nothing is left to merge, and rolls up what is to be.
     *
     * @throws MuninnException of kind UNAVAILABLE if the disk does not take the new ones
     */
    public void compact() {
        try {
            compactor.compactAll();
            boolean isMore = true;
            while (isMore) {
                isMore = keeper.keepOnce();
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "merging blocks in "
                            + core.disk().name()
                            + " failed: "
                            + e.getMessage()
                            + "; they stay as they were",
                    e);
        }
    }

    /**
     * Deletes samples for good; durable on return. Samples written later to the same times stay.
     *
     * @return how many series had any within blocks of the range
     * @throws MuninnException of kind BAD_INPUT if there is no matcher
     */
    public int delete(List<Matcher> matchers, TimeRange range) {
        return eraser.delete(matchers, range);
    }

    @Override
    public Cardinality cardinality(int limit) {
        return CardinalityReport.of(core, limit);
    }

    /**
     * Copies everything stored before the call to a directory, by hard links where it can; an
     * earlier backup there is brought up to date. Writes go on meanwhile.
     *
     * @throws MuninnException of kind UNAVAILABLE if the copy fails
     */
    public void backup(Path directory) {
        try {
            flush();
            Files.createDirectories(directory);
            Map<String, String> known = Backup.lines(directory);
            Files.deleteIfExists(directory.resolve(Backup.MANIFEST));
            List<String> files = new ArrayList<>(flusher.export(directory));
            Backup.seal(directory, files, known);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "backup to " + directory + " failed: " + e.getMessage(),
                    e);
        }
    }

    private void flushIfQuick() {
        try {
            if (core.log().refusal() == null
                    && core.head().samples().memoryBytes() < QUICK_FLUSH_BYTES) {
                flush();
            }
        } catch (MuninnException e) {
            logger.log(System.Logger.Level.WARNING, "closing without a last flush", e);
        }
    }

    /** Finishes what was begun and lets go of the directory. */
    @Override
    public void close() {
        longCare.end();
        ScheduledExecutorService executor = carer;
        if (executor != null) {
            executor.close();
        }
        flushIfQuick();
        core.log().close();
        core.blocks().close();
        try {
            lock.close();
        } catch (IOException e) {
            logger.log(System.Logger.Level.WARNING, "could not give back the directory", e);
        }
    }
}
