package dev.muninn.alert.lease;

import dev.muninn.alert.lease.LeaseTable.Row;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How another process renews the lease, and since when not; confined to one thread. */
final class Standstill {

    private @Nullable Row seen;
    private long sinceNanos;
    private int renewals;

    /**
     * Notes what was seen.
     *
     * @param afterNanos when it had been read, so that it was written before
     */
    void note(Row row, long afterNanos) {
        if (row.equals(seen)) {
            return;
        }
        boolean isSameOwner = seen != null && seen.token() == row.token();
        renewals = isSameOwner ? renewals + 1 : 0;
        seen = row;
        sinceNanos = afterNanos;
    }

    /**
     * Whether the owner must have seen this process. Between two renewals it looks who else is
     * there; the first may be older than the word that this process is.
     */
    boolean wasSeenByOwner() {
        return renewals >= 2;
    }

    boolean hasLasted(Duration time, long nowNanos) {
        return seen != null && nowNanos - sinceNanos >= time.toNanos();
    }

    /** Begins anew: nobody looked for a while. */
    void forget() {
        seen = null;
        renewals = 0;
    }
}
