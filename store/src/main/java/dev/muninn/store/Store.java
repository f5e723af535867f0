package dev.muninn.store;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Lookup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Blocks;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.LocalDisk;
import dev.muninn.store.wal.LogOptions;
import dev.muninn.store.wal.LogReplay;
import dev.muninn.store.wal.WriteAheadLog;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The embedded time-series engine over one data directory. Safe for use by many threads. */
public final class Store
        implements SampleSink, SeriesSource, SeriesIndex, TelemetrySource, Closeable {

    /*
     * A write goes to the head (memory) and to the log (disk); a flush turns the head's older part
     * into a block and shortens the log. A read joins blocks and head. Opening replays the log.
     * docs/formats draws the files.
     */

    private static final System.Logger logger = System.getLogger(Store.class.getName());

    private final StoreCore core;
    private final Closeable lock;
    private final Flusher flusher;
    private final Care care;
    private final StoreReader reader;
    private final StoreLookups lookups;
    private @Nullable ScheduledExecutorService carer;

    private Store(StoreCore core, Closeable lock, List<LogReplay.Flushed> flushed) {
        this.core = core;
        this.lock = lock;
        flusher = new Flusher(core, flushed);
        care = new Care(core, flusher);
        reader = new StoreReader(core);
        lookups = new StoreLookups(core, reader);
    }

    /**
     * Opens the store in a directory, which is created if needed, and begins to care for it.
     *
     * @throws MuninnException of kind UNAVAILABLE if another process has it or it cannot be read
     */
    public static Store open(Path directory, StoreOptions options, Clock clock) {
        try {
            Store store = open(LocalDisk.of(directory), options, clock);
            store.startCare();
            return store;
        } catch (IOException e) {
            throw unavailable(directory.toString(), e);
        }
    }

    /** Opens the store on a disk; {@link #care} is left to the caller. */
    static Store open(Disk disk, StoreOptions options, Clock clock) {
        try {
            Closeable lock = disk.lock("lock", owner(clock));
            try {
                return openLocked(disk, options, clock, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unavailable(disk.name(), e);
        }
    }

    private static MuninnException unavailable(String directory, IOException cause) {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                "cannot open the store in " + directory + ": " + cause.getMessage(),
                cause);
    }

    private static String owner(Clock clock) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return "process "
                + ProcessHandle.current().pid()
                + " on "
                + host
                + " since "
                + Instant.ofEpochMilli(clock.millis())
                + "\n";
    }

    private static Store openLocked(Disk disk, StoreOptions options, Clock clock, Closeable lock)
            throws IOException {
        Blocks blocks = Blocks.open(disk);
        try {
            Recovery recovery = new Recovery(Identity.of(disk), options.maxExemplars());
            LogReplay.Result replayed = LogReplay.run(disk, clock, recovery);
            recovery.finish(replayed);
            if (replayed.records() > 0) {
                logger.log(
                        System.Logger.Level.INFO,
                        "replayed {0} records with {1} samples of the log, {2} damaged places",
                        replayed.records(),
                        recovery.samples(),
                        recovery.gaps().size());
            }
            LogOptions logOptions =
                    new LogOptions(
                            options.segmentBytes(),
                            options.ackTimeout(),
                            options.maxPendingBytes());
            WriteAheadLog log = WriteAheadLog.open(disk, logOptions, clock, replayed);
            StoreCore core = new StoreCore(disk, options, clock, blocks, recovery, log);
            return new Store(core, lock, replayed.flushed());
        } catch (IOException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private void startCare() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("store-care").factory());
        // Less than the second that asynchronous writes may wait for the disk.
        var _ = executor.scheduleWithFixedDelay(this::care, 500, 500, TimeUnit.MILLISECONDS);
        carer = executor;
    }

    /** Does what is due of flushing, retention and the like; {@link #open} sees to it itself. */
    void care() {
        care.run();
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
    public Lookup<String> labelNames(List<Matcher> matchers, TimeRange range, int limit) {
        return lookups.labelNames(matchers, range, limit);
    }

    @Override
    public Lookup<String> labelValues(
            String name, List<Matcher> matchers, TimeRange range, int limit) {
        return lookups.labelValues(name, matchers, range, limit);
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

    /** Why writes are refused at present, or null if they are taken. */
    public @Nullable String writeRefusal() {
        MuninnException refusal = core.log().refusal();
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

    /** Finishes what was begun and lets go of the directory. */
    @Override
    public void close() {
        ScheduledExecutorService executor = carer;
        if (executor != null) {
            executor.close();
        }
        core.log().close();
        core.blocks().close();
        try {
            lock.close();
        } catch (IOException e) {
            logger.log(System.Logger.Level.WARNING, "could not give back the directory", e);
        }
    }
}
