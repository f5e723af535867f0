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
    long newestSample = Long.MIN_VALUE;

    private volatile boolean isWritten;
    private volatile @Nullable MuninnException failure;

    LogGroup(long number, ByteWriter lasting, ByteWriter samples) {
        this.number = number;
        this.lasting = lasting;
        this.samples = samples;
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
            throw new MuninnException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
        return isWritten;
    }
}
