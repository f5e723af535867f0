package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The writing end of the log. Safe for use by many threads. */
public final class WriteAheadLog implements AutoCloseable {

    /*
     * Group commit without a thread of its own: writers add records to the open group under the
     * queue lock. Whoever needs a group on disk takes the writer's lock, writes the group that is open
     * by then, and leaves; whoever needs it durable takes the sync lock and forces all that is
     * written. While one thread forces, others fill and write the next group, and the next one to
     * force does it for all of them. An idle log thus answers after one force, a busy one forces
     * once for many, and waits a moment for those that came with it the last time. Lock order: sync,
     * writer, queue.
     */

    private static final System.Logger logger = System.getLogger(WriteAheadLog.class.getName());

    /** A sender on the same machine needs about one for its next request. */
    private static final Duration PATIENCE = Duration.ofMillis(2);

    private final Disk disk;
    private final LogOptions options;
    private final Clock clock;
    private final LogHealth health;
    private final LogStatistics statistics = new LogStatistics();
    private final LogQueue queue = new LogQueue();
    private final LogWriter writer;
    private final SyncCompany company = new SyncCompany(PATIENCE);
    private final PatientLock syncLock;
    private volatile long syncedNumber;
    private boolean isClosed;

    private WriteAheadLog(Disk disk, LogOptions options, Clock clock, LogReplay.Result replayed) {
        this.disk = disk;
        this.options = options;
        this.clock = clock;
        health = new LogHealth(disk.name(), clock);
        writer = new LogWriter(disk, options, clock, queue, health, statistics, replayed);
        syncLock = new PatientLock(disk.name(), clock, options.ackTimeout());
    }

    /** Goes on behind what was replayed, in a new file. */
    public static WriteAheadLog open(
            Disk disk, LogOptions options, Clock clock, LogReplay.Result replayed) {
        return new WriteAheadLog(disk, options, clock, replayed);
    }

    public LogStatistics statistics() {
        return statistics;
    }

    /**
     * Refuses if a write could not be acknowledged now.
     *
     * @throws MuninnException of kind UNAVAILABLE, or BUSY if too much waits for the disk
     */
    public void checkReady() {
        health.check();
        if (queue.bytes() > options.maxPendingBytes()) {
            throw new MuninnException(
                    MuninnException.Kind.BUSY,
                    "more than "
                            + options.maxPendingBytes()
                            + " bytes wait for the disk of "
                            + disk.name()
                            + ": it is too slow for this load, send again later");
        }
    }

    /** Why writes are refused now, or null if they are not. */
    public @Nullable MuninnException refusal() {
        return health.refusal();
    }

    /** Adds a record that later ones depend on. */
    public LogGroup appendLasting(ByteWriter record) {
        return queue.addLasting(record);
    }

    /** Adds many float samples. */
    public LogGroup append(SamplesRecord record) {
        return append(record.finish(), record.oldest(), record.newest());
    }

    /**
     * Adds a record.
     *
     * @param oldestSample time of the oldest sample in it
     * @param newestSample time of the newest sample in it
     */
    public LogGroup append(ByteWriter record, long oldestSample, long newestSample) {
        return queue.addSamples(record, oldestSample, newestSample);
    }

    /** Returns once the group would survive the end of the process. */
    public void awaitWritten(LogGroup group) {
        writer.awaitWritten(group);
    }

    /** Returns once the group would survive a power cut. */
    public void awaitSynced(LogGroup group) {
        writer.awaitWritten(group);
        if (syncedNumber >= group.number) {
            return;
        }
        company.arrive();
        syncLock.lockInTime();
        try {
            if (syncedNumber < group.number) {
                company.awaitOthers();
                sync();
            }
        } finally {
            syncLock.unlock();
        }
    }

    /** Makes durable what is written; for writers that did not wait for it. */
    public void syncWritten() {
        syncLock.lock();
        try {
            if (!health.isStopped() && syncedNumber < writer.writtenNumber()) {
                sync();
            }
        } finally {
            syncLock.unlock();
        }
    }

    /** Forces everything written. Wants the sync lock. */
    private void sync() {
        company.begin();
        LogWriter.Written written = writer.takeWritten();
        health.checkNotStopped();
        try {
            long start = clock.nanos();
            written.files().force();
            statistics.synced(clock.nanos() - start);
            syncedNumber = written.through();
            company.end();
        } catch (IOException e) {
            throw health.stop(e);
        }
    }

    /** Tries to write again after a failure, so that an idle store recovers as well. */
    public void probe() {
        if (health.wantsProbe()) {
            writer.probe();
        }
    }

    /**
     * Begins a new file.
     *
     * @return its number: all records added before this call stand in files of lower numbers
     */
    public long rotate() {
        return writer.rotate();
    }

    /** Deletes files before the one given that hold no sample as new as the time or newer. */
    public void deleteSegments(long beforeSegment, long beforeMillis) throws IOException {
        writer.deleteSegments(beforeSegment, beforeMillis);
    }

    /** Bytes of all files of the log. */
    public long bytes() {
        return writer.bytes();
    }

    public int segmentCount() {
        return writer.segmentCount();
    }

    /** Writes, forces and closes; does not throw, what failed was never acknowledged. */
    @Override
    public void close() {
        syncLock.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                writer.close(this::syncLast);
            }
        } catch (MuninnException e) {
            logger.log(System.Logger.Level.WARNING, "the log was closed without its end", e);
        } finally {
            syncLock.unlock();
        }
    }

    private void syncLast() {
        if (!health.isStopped() && (syncedNumber < writer.writtenNumber() || writer.hasDone())) {
            sync();
        }
    }
}
