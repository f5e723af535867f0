package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The writing end of the log. Safe for use by many threads. */
public final class WriteAheadLog implements AutoCloseable {

    /*
     * Group commit without a thread of its own: writers add records to the open group under the
     * queue lock. Whoever needs a group on disk takes the write lock, writes the group that is open
     * by then, and leaves; whoever needs it durable takes the sync lock and forces all that is
     * written. While one thread forces, others fill and write the next group, and the next one to
     * force does it for all of them. An idle log thus answers after one force, a busy one forces
     * once for many. Lock order: sync, write, queue.
     *
     * A failed write is cut off again, its file is given up, and the log refuses for a second before
     * it tries again; series records of the failed group are kept and go first. After a failed force
     * nobody knows what the file holds, so nothing is acknowledged until a restart.
     */

    private static final System.Logger logger = System.getLogger(WriteAheadLog.class.getName());

    /** Room comes back within seconds where it does; more tries would only cost. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is known of a file of the log. */
    private static final class Segment {
        private final long number;
        private long bytes;
        private long newestSample;

        Segment(long number, long bytes, long newestSample) {
            this.number = number;
            this.bytes = bytes;
            this.newestSample = newestSample;
        }
    }

    /** The segment that is written. */
    private record OpenSegment(Segment segment, DiskFile file) {}

    private final Disk disk;
    private final LogOptions options;
    private final Clock clock;
    private final LogStatistics statistics = new LogStatistics();

    private final ReentrantLock queueLock = new ReentrantLock();
    private LogGroup open;
    private @Nullable LogGroup reusable;

    private final ReentrantLock writeLock = new ReentrantLock();
    private final ByteWriter framed = new ByteWriter(1 << 16);
    private final ByteWriter carried = new ByteWriter(64);
    private final NavigableMap<Long, Segment> segments = new TreeMap<>();
    private final List<DiskFile> closing = new ArrayList<>();
    private @Nullable OpenSegment current;
    private long nextSegment;
    private volatile long writtenNumber;

    private final ReentrantLock syncLock = new ReentrantLock();
    private volatile long syncedNumber;

    private volatile @Nullable MuninnException stopped;
    private volatile @Nullable MuninnException stalled;
    private volatile long stalledAtNanos;

    private WriteAheadLog(Disk disk, LogOptions options, Clock clock) {
        this.disk = disk;
        this.options = options;
        this.clock = clock;
        open = new LogGroup(1, new ByteWriter(256), new ByteWriter(1 << 16));
    }

    /** Goes on behind what was replayed, in a new file. */
    public static WriteAheadLog open(
            Disk disk, LogOptions options, Clock clock, LogReplay.Result replayed) {
        WriteAheadLog log = new WriteAheadLog(disk, options, clock);
        replayed.segments()
                .forEach(
                        (number, facts) ->
                                log.segments.put(
                                        number,
                                        new Segment(number, facts.bytes(), facts.newestSample())));
        log.nextSegment = replayed.nextSegment();
        return log;
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
        MuninnException reason = stopped;
        if (reason == null && isStalled()) {
            reason = stalled;
        }
        if (reason != null) {
            throw new MuninnException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
        if (pendingBytes() > options.maxPendingBytes()) {
            throw new MuninnException(
                    MuninnException.Kind.BUSY,
                    "more than "
                            + options.maxPendingBytes()
                            + " bytes wait for the disk of "
                            + disk.name()
                            + ": it is too slow for this load, send again later");
        }
    }

    private long pendingBytes() {
        queueLock.lock();
        try {
            return open.bytes();
        } finally {
            queueLock.unlock();
        }
    }

    private boolean isStalled() {
        return stalled != null && clock.nanos() - stalledAtNanos < RETRY_NANOS;
    }

    /** Why writes are refused now, or null if they are not. */
    public @Nullable MuninnException refusal() {
        MuninnException reason = stopped;
        return reason != null ? reason : stalled;
    }

    /** Adds a record that later ones depend on. */
    public LogGroup appendLasting(ByteWriter record) {
        queueLock.lock();
        try {
            open.lasting.u32(record.size()).bytes(record.array(), 0, record.size());
            return open;
        } finally {
            queueLock.unlock();
        }
    }

    /** Adds many float samples. */
    public LogGroup append(SamplesRecord record) {
        return append(record.finish(), record.newest());
    }

    /**
     * Adds a record.
     *
     * @param newestSample time of the newest sample in it
     */
    public LogGroup append(ByteWriter record, long newestSample) {
        queueLock.lock();
        try {
            open.samples.u32(record.size()).bytes(record.array(), 0, record.size());
            open.newestSample = Math.max(open.newestSample, newestSample);
            return open;
        } finally {
            queueLock.unlock();
        }
    }

    /** Returns once the group would survive the end of the process. */
    public void awaitWritten(LogGroup group) {
        if (group.isWritten()) {
            return;
        }
        acquire(writeLock);
        try {
            if (!group.isWritten()) {
                writeOpenGroup();
            }
        } finally {
            writeLock.unlock();
        }
        if (!group.isWritten()) {
            throw new MuninnException(MuninnException.Kind.BUG, "group neither written nor failed");
        }
    }

    /** Returns once the group would survive a power cut. */
    public void awaitSynced(LogGroup group) {
        awaitWritten(group);
        if (syncedNumber >= group.number) {
            return;
        }
        acquire(syncLock);
        try {
            if (syncedNumber < group.number) {
                sync();
            }
        } finally {
            syncLock.unlock();
        }
    }

    private void acquire(ReentrantLock lock) {
        boolean interrupted = false;
        try {
            long deadline = clock.nanos() + options.ackTimeout().toNanos();
            while (true) {
                try {
                    if (!lock.tryLock(
                            Math.max(0, deadline - clock.nanos()), TimeUnit.NANOSECONDS)) {
                        throw new MuninnException(
                                MuninnException.Kind.UNAVAILABLE,
                                "the disk of "
                                        + disk.name()
                                        + " did not take the write within "
                                        + options.ackTimeout().toMillis()
                                        + " ms; it may be stored all the same, send it again");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes durable what is written; for writers that did not wait for it. */
    public void syncWritten() {
        syncLock.lock();
        try {
            if (stopped == null && syncedNumber < writtenNumber) {
                sync();
            }
        } finally {
            syncLock.unlock();
        }
    }

    /** Tries to write again after a failure, so that an idle store recovers as well. */
    public void probe() {
        if (stopped != null || stalled == null || isStalled()) {
            return;
        }
        writeLock.lock();
        try {
            if (current == null) {
                current = createSegment();
            }
            writeOpenGroup();
            recovered();
        } catch (IOException e) {
            stall(e);
        } finally {
            writeLock.unlock();
        }
    }

    /** Writes the open group; on return it is written or failed. Wants the write lock. */
    private void writeOpenGroup() {
        LogGroup group = takeOpenGroup();
        MuninnException reason = stopped;
        if (reason == null && isStalled()) {
            reason = stalled;
        }
        if (reason != null) {
            fail(group, reason);
            return;
        }
        try {
            write(group);
            writtenNumber = group.number;
            group.written();
        } catch (IOException e) {
            fail(group, stall(e));
        } finally {
            recycle(group);
        }
    }

    private LogGroup takeOpenGroup() {
        queueLock.lock();
        try {
            LogGroup group = open;
            LogGroup old = reusable;
            reusable = null;
            open =
                    old == null
                            ? new LogGroup(
                                    group.number + 1, new ByteWriter(256), new ByteWriter(1 << 16))
                            : new LogGroup(group.number + 1, old.lasting, old.samples);
            return group;
        } finally {
            queueLock.unlock();
        }
    }

    private void recycle(LogGroup group) {
        // A burst must not pin its memory.
        if (group.bytes() < 4 << 20) {
            group.lasting.clear();
            group.samples.clear();
            queueLock.lock();
            try {
                reusable = group;
            } finally {
                queueLock.unlock();
            }
        }
    }

    private void fail(LogGroup group, MuninnException reason) {
        carried.bytes(group.lasting.array(), 0, group.lasting.size());
        group.failed(reason);
    }

    private void write(LogGroup group) throws IOException {
        if (group.isEmpty() && carried.size() == 0) {
            return;
        }
        OpenSegment target = current;
        if (target == null) {
            target = createSegment();
            current = target;
        }
        Segment segment = target.segment();
        framed.clear();
        frame(segment.number, segment.bytes, carried);
        frame(segment.number, segment.bytes, group.lasting);
        frame(segment.number, segment.bytes, group.samples);
        try {
            target.file().write(segment.bytes, framed.array(), 0, framed.size());
        } catch (IOException e) {
            giveUp(target);
            throw e;
        }
        segment.bytes += framed.size();
        segment.newestSample = Math.max(segment.newestSample, group.newestSample);
        statistics.written(framed.size());
        carried.clear();
        recovered();
        if (segment.bytes >= options.segmentBytes()) {
            closing.add(target.file());
            current = null;
        }
    }

    private void frame(long number, long position, ByteWriter records) {
        ByteReader in = new ByteReader(records.array(), 0, records.size());
        while (in.remaining() > 0) {
            int length = in.u32();
            int from = in.position();
            Framing.append(number, position, records.array(), from, from + length, framed);
            in.skip(length);
        }
    }

    private OpenSegment createSegment() throws IOException {
        long number = nextSegment;
        DiskFile created = disk.open(LogFormat.segment(number));
        try {
            ByteWriter header = new ByteWriter(LogFormat.FILE_HEADER);
            Framing.fileHeader(number, header);
            created.write(0, header.array(), 0, header.size());
            disk.forceDirectory(LogFormat.DIRECTORY);
        } catch (IOException e) {
            created.close();
            disk.delete(LogFormat.segment(number));
            throw e;
        }
        nextSegment = number + 1;
        Segment segment = new Segment(number, LogFormat.FILE_HEADER, Long.MIN_VALUE);
        segments.put(number, segment);
        return new OpenSegment(segment, created);
    }

    /** Cuts off what a failed write left, so that nothing follows a torn record. */
    private void giveUp(OpenSegment target) {
        current = null;
        Segment segment = target.segment();
        try {
            if (segment.bytes == LogFormat.FILE_HEADER) {
                segments.remove(segment.number);
                target.file().close();
                disk.delete(LogFormat.segment(segment.number));
            } else {
                closing.add(target.file());
                target.file().truncate(segment.bytes);
            }
        } catch (IOException e) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "could not cut off a failed write; replay will pass over it",
                    e);
        }
    }

    private MuninnException stall(IOException cause) {
        MuninnException reason =
                new MuninnException(
                        MuninnException.Kind.UNAVAILABLE,
                        "cannot write to "
                                + disk.name()
                                + ": "
                                + cause.getMessage()
                                + "; nothing is stored until it can, tried again each second",
                        cause);
        if (stalled == null) {
            logger.log(System.Logger.Level.WARNING, reason.getMessage(), cause);
        }
        statistics.failed();
        stalledAtNanos = clock.nanos();
        stalled = reason;
        return reason;
    }

    private void recovered() {
        if (stalled != null) {
            stalled = null;
            logger.log(System.Logger.Level.INFO, "the log is written again");
        }
    }

    /** Forces everything written. Wants the sync lock. */
    private void sync() {
        List<DiskFile> done = new ArrayList<>();
        OpenSegment target;
        long through;
        writeLock.lock();
        try {
            done.addAll(closing);
            closing.clear();
            target = current;
            through = writtenNumber;
        } finally {
            writeLock.unlock();
        }
        MuninnException reason = stopped;
        if (reason != null) {
            throw new MuninnException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
        try {
            long start = clock.nanos();
            for (DiskFile old : done) {
                old.force();
                old.close();
            }
            if (target != null) {
                target.file().force();
            }
            statistics.synced(clock.nanos() - start);
            syncedNumber = through;
        } catch (IOException e) {
            MuninnException last =
                    new MuninnException(
                            MuninnException.Kind.UNAVAILABLE,
                            "forcing the log of "
                                    + disk.name()
                                    + " to disk failed: "
                                    + e.getMessage()
                                    + "; nothing is stored until a restart, reads go on",
                            e);
            stopped = last;
            logger.log(System.Logger.Level.ERROR, last.getMessage(), e);
            throw last;
        }
    }

    /**
     * Begins a new file.
     *
     * @return its number: all records added before this call stand in files of lower numbers
     */
    public long rotate() {
        writeLock.lock();
        try {
            writeOpenGroup();
            closeCurrent();
            return nextSegment;
        } finally {
            writeLock.unlock();
        }
    }

    private void closeCurrent() {
        OpenSegment target = current;
        if (target != null) {
            closing.add(target.file());
            current = null;
        }
    }

    /** Deletes files before the one given that hold no sample as new as the time or newer. */
    public void deleteSegments(long beforeSegment, long beforeMillis) throws IOException {
        List<Long> gone = new ArrayList<>();
        writeLock.lock();
        try {
            for (var entry : segments.headMap(beforeSegment).entrySet()) {
                if (entry.getValue().newestSample < beforeMillis) {
                    gone.add(entry.getKey());
                }
            }
            gone.forEach(segments::remove);
        } finally {
            writeLock.unlock();
        }
        for (long number : gone) {
            disk.delete(LogFormat.segment(number));
        }
        if (!gone.isEmpty()) {
            disk.forceDirectory(LogFormat.DIRECTORY);
        }
    }

    /** Bytes of all files of the log. */
    public long bytes() {
        writeLock.lock();
        try {
            long sum = 0;
            for (Segment segment : segments.values()) {
                sum += segment.bytes;
            }
            return sum;
        } finally {
            writeLock.unlock();
        }
    }

    public int segmentCount() {
        writeLock.lock();
        try {
            return segments.size();
        } finally {
            writeLock.unlock();
        }
    }

    /** Writes, forces and closes; does not throw, what failed was never acknowledged. */
    @Override
    public void close() {
        syncLock.lock();
        writeLock.lock();
        try {
            if (stopped == null && current != null) {
                ByteWriter mark = new ByteWriter(1).u8(LogRecords.CLOSED);
                appendLasting(mark);
            }
            writeOpenGroup();
            if (stopped == null && (syncedNumber < writtenNumber || !closing.isEmpty())) {
                sync();
            }
        } catch (MuninnException e) {
            logger.log(System.Logger.Level.WARNING, "the log was closed without its end", e);
        } finally {
            closeFiles();
            writeLock.unlock();
            syncLock.unlock();
        }
    }

    private void closeFiles() {
        closeCurrent();
        for (DiskFile left : closing) {
            try {
                left.close();
            } catch (IOException e) {
                logger.log(System.Logger.Level.WARNING, "closing a file of the log failed", e);
            }
        }
        closing.clear();
        stopped =
                new MuninnException(MuninnException.Kind.UNAVAILABLE, "the store is shutting down");
    }
}
