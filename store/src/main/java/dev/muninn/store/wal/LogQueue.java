package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The group that is being filled. Safe for use by many threads. */
final class LogQueue {

    /** A burst must not pin its memory. */
    private static final int MAX_REUSED = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private LogGroup open = new LogGroup(1, new ByteWriter(256), new ByteWriter(1 << 14));
    private @Nullable LogGroup reusable;

    /** Adds a record that later ones depend on. */
    LogGroup addLasting(ByteWriter record) {
        lock.lock();
        try {
            open.addLasting(record);
            return open;
        } finally {
            lock.unlock();
        }
    }

    LogGroup addSamples(ByteWriter record, long oldest, long newest) {
        lock.lock();
        try {
            open.addSamples(record, oldest, newest);
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that wait to be written. */
    long bytes() {
        lock.lock();
        try {
            return open.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** The group that was filled; what comes from now on goes to the next one. */
    LogGroup take() {
        lock.lock();
        try {
            LogGroup group = open;
            LogGroup old = reusable;
            reusable = null;
            open =
                    old == null
                            ? new LogGroup(
                                    group.number + 1, new ByteWriter(256), new ByteWriter(1 << 14))
                            : new LogGroup(group.number + 1, old.lasting, old.samples);
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back the memory of a group that is done with. */
    void giveBack(LogGroup group) {
        if (group.bytes() >= MAX_REUSED) {
            return;
        }
        group.lasting.clear();
        group.samples.clear();
        lock.lock();
        try {
            reusable = group;
        } finally {
            lock.unlock();
        }
    }
}
