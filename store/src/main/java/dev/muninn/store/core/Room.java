package dev.muninn.store.core;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.head.Head;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether there is memory and disk left for writes; measured now and then, asked often. */
public final class Room {

    /** Beyond its limit and this share of it the head is not being emptied fast enough. */
    private static final int EXCESS_SHARE = 2;

    /** Kept for flushes, which free more than they take; a small disk gives a share only. */
    private static final long MAX_RESERVE = 1L << 30;

    private static final int RESERVE_SHARE = 20;

    private final Disk disk;
    private final Head head;
    private final long headBytes;
    private volatile @Nullable MuninnException refusal;

    Room(Disk disk, Head head, long headBytes) {
        this.disk = disk;
        this.head = head;
        this.headBytes = headBytes;
    }

    /**
     * Refuses a write there is no room for.
     *
     * @throws MuninnException of kind BUSY for want of memory, UNAVAILABLE for want of disk
     */
    public void check() {
        MuninnException reason = refusal;
        if (reason != null) {
            throw new MuninnException(reason.kind(), String.valueOf(reason.getMessage()), reason);
        }
    }

    /** Why writes are refused, or null if they are not. */
    public @Nullable MuninnException refusal() {
        return refusal;
    }

    /** Whether the head has more than its share and should be flushed. */
    public boolean isHeadOverLimit() {
        return head.samples().memoryBytes() > headBytes;
    }

    public void measure() throws IOException {
        long memory = head.samples().memoryBytes();
        long free = disk.usableSpace();
        long reserve = Math.min(MAX_RESERVE, disk.totalSpace() / RESERVE_SHARE);
        if (memory > headBytes + headBytes / EXCESS_SHARE) {
            refusal =
                    new MuninnException(
                            Kind.BUSY,
                            "samples waiting to be written to blocks take "
                                    + memory
                                    + " bytes, far more than store.head-bytes ("
                                    + headBytes
                                    + "): send again later");
        } else if (free < reserve) {
            refusal =
                    new MuninnException(
                            Kind.UNAVAILABLE,
                            disk.name()
                                    + " has too little space: "
                                    + free
                                    + " bytes are free, "
                                    + reserve
                                    + " kept in reserve; delete something, enlarge the disk"
                                    + " or shorten store.retention.raw");
        } else {
            refusal = null;
        }
    }
}
