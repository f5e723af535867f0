package dev.muninn.ingest.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Remembers the label bytes of what was pushed before. Safe for use by many threads. */
public final class SeriesCache {

    /*
     * A series is known by the 128-bit hash of its bytes as they stand on the wire, so labels are
     * made once for each series and not for each sample. Slots hold immutable entries: a racing
     * reader sees the old one or the new one, both whole. What does not fit into the budget makes
     * the cache begin anew, which costs a request's worth of misses.
     */

    /** What one hash leads to: one series, or all parts of a histogram or summary. */
    public static final class Entry {
        private final long high;
        private final long low;
        private final byte[][] series;

        private Entry(TextHash hash, byte[][] series) {
            high = hash.high();
            low = hash.low();
            this.series = series;
        }

        public byte[] series(int index) {
            return series[index];
        }

        private boolean isOf(TextHash hash) {
            return high == hash.high() && low == hash.low();
        }

        private long bytes() {
            long sum = 80;
            for (byte[] labels : series) {
                sum += 24 + labels.length;
            }
            return sum;
        }
    }

    /** About 100,000 series of usual length. */
    private static final long MAX_BYTES = 48L << 20;

    private static final int SLOTS = 1 << 18;

    private static final @Nullable Entry[] NONE = new @Nullable Entry[2];

    /** Nobody outside knows it, so nobody can make two series with one hash. */
    private final long seed = new SecureRandom().nextLong();

    private final AtomicLong bytes = new AtomicLong();

    /** Made for the first series: a way in that nobody uses costs no memory. */
    private volatile @Nullable Entry[] slots = NONE;

    /** A hash as this cache understands it, for one thread. */
    public TextHash newHash() {
        return new TextHash(seed);
    }

    /** What was added for the hash, or null. */
    public @Nullable Entry find(TextHash hash) {
        @Nullable Entry[] all = slots;
        int slot = slot(hash.high(), all);
        Entry first = all[slot];
        if (first != null && first.isOf(hash)) {
            return first;
        }
        Entry second = all[slot ^ 1];
        return second != null && second.isOf(hash) ? second : null;
    }

    /** Remembers series, each in the form of {@code LabelBytes}, for the hash. */
    public Entry add(TextHash hash, byte[]... series) {
        Entry entry = new Entry(hash, series);
        @Nullable Entry[] all = grownSlots();
        int slot = slot(entry.high, all);
        if (all[slot] != null && all[slot ^ 1] == null) {
            slot ^= 1;
        }
        Entry replaced = all[slot];
        long gone = replaced == null ? 0 : replaced.bytes();
        if (bytes.addAndGet(entry.bytes() - gone) > MAX_BYTES) {
            Arrays.fill(all, null);
            bytes.set(entry.bytes());
        }
        all[slot] = entry;
        return entry;
    }

    private synchronized @Nullable Entry[] grownSlots() {
        if (slots.length < SLOTS) {
            slots = new @Nullable Entry[SLOTS];
        }
        return slots;
    }

    private static int slot(long high, @Nullable Entry[] slots) {
        return (int) high & slots.length - 1;
    }
}
