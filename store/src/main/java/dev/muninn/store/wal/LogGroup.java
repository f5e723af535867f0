package dev.muninn.store.wal;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Records that are written together; filled under the log's queue lock. */
public final class LogGroup {

    /** Records that must reach the log some time even if this group fails: series, metadata. */
    final ByteWriter lasting;

    final ByteWriter samples;
    final long number;
    long oldestSample = Long.MAX_VALUE;
    long newestSample = Long.MIN_VALUE;

    private volatile boolean isWritten;
    private volatile @Nullable MuninnException failure;

    LogGroup(long number, ByteWriter lasting, ByteWriter samples) {
        this.number = number;
        this.lasting = lasting;
        this.samples = samples;
    }

    void addLasting(ByteWriter record) {
        lasting.u32(record.size()).bytes(record.array(), 0, record.size());
    }

    void addSamples(ByteWriter record, long oldest, long newest) {
        samples.u32(record.size()).bytes(record.array(), 0, record.size());
        oldestSample = Math.min(oldestSample, oldest);
        newestSample = Math.max(newestSample, newest);
    }

    boolean isEmpty() {
        return lasting.size() == 0 && samples.size() == 0;
    }

    int bytes() {
        return lasting.size() + samples.size();
    }

    void written() {
        isWritten = true;
    }

    void failed(MuninnException reason) {
        failure = reason;
    }

    /** Whether it was written; throws if that failed. */
    boolean isWritten() {
        MuninnException reason = failure;
        if (reason != null) {
            throw LogHealth.again(reason);
        }
        return isWritten;
    }
}
