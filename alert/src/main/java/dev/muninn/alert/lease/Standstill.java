package dev.muninn.alert.lease;

import dev.muninn.alert.lease.LeaseTable.Row;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Since when nobody has renewed the lease, as seen from outside; confined to one thread. */
final class Standstill {

    private @Nullable Row seen;
    private long sinceNanos;

    /**
     * Notes what was seen.
     *
     * @param afterNanos when it had been read, so that it was written before
     */
    void note(Row row, long afterNanos) {
        if (!row.equals(seen)) {
            seen = row;
            sinceNanos = afterNanos;
        }
    }

    boolean hasLasted(Duration time, long nowNanos) {
        return seen != null && nowNanos - sinceNanos >= time.toNanos();
    }

    /** Begins anew: nobody looked for a while. */
    void forget() {
        seen = null;
    }
}
