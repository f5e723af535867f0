package dev.muninn.store;

import dev.muninn.model.Clock;
import dev.muninn.model.MachineName;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.Blocks;
import dev.muninn.store.block.PageCache;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.core.SampleFloor;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.LocalDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.store.recovery.Identity;
import dev.muninn.store.recovery.Recovery;
import dev.muninn.store.wal.LogOptions;
import dev.muninn.store.wal.LogReplay;
import dev.muninn.store.wal.WriteAheadLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A data directory that was taken and read: blocks opened, log replayed.
 *
 * @param lock to be closed last
 * @param flushed what of the log is in blocks
 */
record OpenedStore(StoreCore core, Closeable lock, List<LogReplay.Flushed> flushed) {

    private static final System.Logger logger = System.getLogger(Store.class.getName());

    /**
     * Opens a directory of the operating system.
     *
     * @throws MuninnException of kind UNAVAILABLE if another process has it or it cannot be read
     */
    static OpenedStore in(Path directory, StoreOptions options, Clock clock) {
        try {
            return on(LocalDisk.of(directory), options, clock);
        } catch (IOException e) {
            throw unavailable(directory.toString(), e);
        }
    }

    static OpenedStore on(Disk disk, StoreOptions options, Clock clock) {
        try {
            Closeable lock = disk.lock("lock", owner(clock));
            try {
                return locked(disk, options, clock, lock);
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
        return "process "
                + ProcessHandle.current().pid()
                + " on "
                + MachineName.read()
                + " since "
                + Instant.ofEpochMilli(clock.millis())
                + "\n";
    }

    private static OpenedStore locked(Disk disk, StoreOptions options, Clock clock, Closeable lock)
            throws IOException {
        Hash128 seed = Identity.of(disk);
        SampleFloor floor = SampleFloor.open(disk);
        Blocks blocks = Blocks.open(disk, new PageCache(options.pageBytes()), seed);
        try (Recovery recovery = new Recovery(seed, options.limits().maxExemplars())) {
            LogReplay.Result replayed = replay(disk, clock, recovery, options);
            LogOptions logOptions =
                    new LogOptions(
                            options.segmentBytes(),
                            options.ackTimeout(),
                            options.maxPendingBytes());
            WriteAheadLog log = WriteAheadLog.open(disk, logOptions, clock, replayed);
            StoreCore core = new StoreCore(disk, options, clock, blocks, recovery, log, floor);
            return new OpenedStore(core, lock, replayed.flushed());
        } catch (IOException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private static LogReplay.Result replay(
            Disk disk, Clock clock, Recovery recovery, StoreOptions options) throws IOException {
        LogReplay.Result replayed = LogReplay.run(disk, clock, recovery);
        recovery.finish(replayed, clock.millis() + options.futureLimit().toMillis());
        if (replayed.records() > 0) {
            logger.log(
                    System.Logger.Level.INFO,
                    "replayed {0} records with {1} samples of the log, {2} damaged places",
                    replayed.records(),
                    recovery.samples(),
                    recovery.gaps().size());
        }
        return replayed;
    }
}
