package dev.muninn.query.eval.run;

import java.util.concurrent.atomic.AtomicLong;

/** Working memory that all running queries have together. */
public final class SharedMemory {

    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    public SharedMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes memory, to be given back by {@link #release}; false if others have too much of it. */
    boolean reserve(long bytes) {
        if (held.addAndGet(bytes) > maxBytes) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long maxBytes() {
        return maxBytes;
    }

    public long held() {
        return held.get();
    }
}
