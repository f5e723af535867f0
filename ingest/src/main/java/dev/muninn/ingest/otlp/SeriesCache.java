package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.TextHash;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Remembers the label bytes of points seen before. Safe for use by many threads. */
final class SeriesCache {

    /*
     * A point is known by the 128-bit hash of its resource, metric and attributes as they stand on
     * the wire, so labels are made once for each series and not for each sample. Slots hold
     * immutable entries: a racing reader sees the old one or the new one, both whole. What does
     * not fit into the budget makes the cache begin anew, which costs a request's worth of misses.
     */

    /** The series of one point: one, or all parts of a histogram or summary. */
    static final class Entry {
        private final long high;
        private final long low;
        private final double[] bounds;
        private final byte[][] series;

        Entry(TextHash hash, double[] bounds, byte[][] series) {
            high = hash.high();
            low = hash.low();
            this.bounds = bounds;
            this.series = series;
        }

        byte[] series(int index) {
            return series[index];
        }

        private boolean isOf(TextHash hash, Column boundsNow) {
            return high == hash.high()
                    && low == hash.low()
                    && Arrays.equals(
                            bounds, 0, bounds.length, boundsNow.values(), 0, boundsNow.size());
        }

        private long bytes() {
            long sum = 100 + 8L * bounds.length;
            for (byte[] labels : series) {
                sum += 24 + labels.length;
            }
            return sum;
        }
    }

    /** About 100,000 series of usual length. */
    private static final long MAX_BYTES = 48L << 20;

    private static final int SLOTS = 1 << 18;

    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private final AtomicLong bytes = new AtomicLong();

    @Nullable Entry find(TextHash hash, Column bounds) {
        int slot = slot(hash);
        Entry first = slots[slot];
        if (first != null && first.isOf(hash, bounds)) {
            return first;
        }
        Entry second = slots[slot ^ 1];
        return second != null && second.isOf(hash, bounds) ? second : null;
    }

    void add(Entry entry) {
        int slot = (int) entry.high & SLOTS - 1;
        if (slots[slot] != null && slots[slot ^ 1] == null) {
            slot ^= 1;
        }
        Entry replaced = slots[slot];
        long gone = replaced == null ? 0 : replaced.bytes();
        if (bytes.addAndGet(entry.bytes() - gone) > MAX_BYTES) {
            Arrays.fill(slots, null);
            bytes.set(entry.bytes());
        }
        slots[slot] = entry;
    }

    private static int slot(TextHash hash) {
        return (int) hash.high() & SLOTS - 1;
    }
}
