package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.util.List;

/** Writes the groups of the log to its files, one after the other. Safe for use by many threads. */
final class LogWriter {

    /** What is written and not forced; whoever takes it has to force it. */
    record Written(LogFiles.Unforced files, long through) {}

    private final Disk disk;
    private final LogQueue queue;
    private final LogHealth health;
    private final LogStatistics statistics;
    private final PatientLock lock;
    private final LogFiles files;
    private final GroupEncoder encoder = new GroupEncoder();
    private volatile long writtenNumber;

    LogWriter(
            Disk disk,
            LogOptions options,
            Clock clock,
            LogQueue queue,
            LogHealth health,
            LogStatistics statistics,
            LogReplay.Result replayed) {
        this.disk = disk;
        this.queue = queue;
        this.health = health;
        this.statistics = statistics;
        lock = new PatientLock(disk.name(), clock, options.ackTimeout());
        files = new LogFiles(disk, options.segmentBytes(), replayed);
    }

    /** Returns once the group is written; writes all that is open by then. */
    void awaitWritten(LogGroup group) {
        if (group.isWritten()) {
            return;
        }
        lock.lockInTime();
        try {
            if (!group.isWritten()) {
                writeOpenGroup();
            }
        } finally {
            lock.unlock();
        }
        if (!group.isWritten()) {
            throw new MuninnException(MuninnException.Kind.BUG, "group neither written nor failed");
        }
    }

    /** The number of the last group that was written. */
    long writtenNumber() {
        return writtenNumber;
    }

    /** Tries to write again after a failure. */
    void probe() {
        lock.lock();
        try {
            files.open();
            writeOpenGroup();
            health.recovered();
        } catch (IOException e) {
            stall(e);
        } finally {
            lock.unlock();
        }
    }

    private MuninnException stall(IOException cause) {
        statistics.failed();
        return health.stall(cause);
    }

    /** Writes the open group; on return it is written or failed. Wants the lock. */
    private void writeOpenGroup() {
        LogGroup group = queue.take();
        MuninnException reason = health.refusalNow();
        if (reason != null) {
            fail(group, reason);
            return;
        }
        try {
            if (!group.isEmpty() || encoder.hasCarried()) {
                statistics.written(files.write(encoder, group));
                encoder.carriedIsWritten();
                health.recovered();
            }
            writtenNumber = group.number;
            group.written();
        } catch (IOException e) {
            fail(group, stall(e));
        } catch (RuntimeException e) {
            // A mistake of ours must not let series records get lost, which later samples need.
            fail(group, new MuninnException(MuninnException.Kind.BUG, "log not written", e));
            throw e;
        } finally {
            queue.giveBack(group);
        }
    }

    private void fail(LogGroup group, MuninnException reason) {
        encoder.carry(group);
        group.failed(reason);
    }

    /** Takes over what is to be forced. */
    Written takeWritten() {
        lock.lock();
        try {
            return new Written(files.takeUnforced(), writtenNumber);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a new file.
     *
     * @return its number: all records added before this call stand in files of lower numbers
     */
    long rotate() {
        lock.lock();
        try {
            writeOpenGroup();
            return files.endCurrent();
        } finally {
            lock.unlock();
        }
    }

    /** Deletes files before the one given that hold no sample as new as the time or newer. */
    void deleteSegments(long beforeSegment, long beforeMillis) throws IOException {
        List<Long> older;
        lock.lock();
        try {
            older = files.older(beforeSegment, beforeMillis);
        } finally {
            lock.unlock();
        }
        for (long number : older) {
            disk.delete(LogFormat.segment(number));
            lock.lock();
            try {
                files.forget(number);
            } finally {
                lock.unlock();
            }
        }
        if (!older.isEmpty()) {
            disk.forceDirectory(LogFormat.DIRECTORY);
        }
    }

    /** Bytes of all files of the log. */
    long bytes() {
        lock.lock();
        try {
            return files.bytes();
        } finally {
            lock.unlock();
        }
    }

    int segmentCount() {
        lock.lock();
        try {
            return files.count();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what is left and closes; nothing is written any more from then on.
     *
     * @param force forces what is written
     */
    void close(Runnable force) {
        lock.lock();
        try {
            if (!health.isStopped() && files.isOpen()) {
                queue.addLasting(new ByteWriter(1).u8(LogRecords.CLOSED));
            }
            writeOpenGroup();
            force.run();
        } finally {
            health.close();
            files.close();
            encoder.close();
            lock.unlock();
        }
    }

    /** Whether there are files that were ended and not forced. */
    boolean hasDone() {
        lock.lock();
        try {
            return files.hasDone();
        } finally {
            lock.unlock();
        }
    }
}
