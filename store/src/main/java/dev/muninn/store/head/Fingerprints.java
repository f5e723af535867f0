package dev.muninn.store.head;

import java.util.Arrays;

/** Numbers of series by the fingerprints that senders give them. Guarded as {@link SeriesTable}. */
final class Fingerprints {

    /*
     * A series is known by one fingerprint, the first it was given. The table of slots holds numbers
     * only; whose they are is looked up by number, where the guess is tested as well. A series that
     * is gone leaves its slot behind until the table is made anew.
     */

    private static final int FIRST_SLOTS = 1 << 10;

    /** Two longs per number, zeros where nothing is known. */
    private long[] byNumber = {};

    /** A number + 1, or 0. */
    private int[] slots = {};

    private int used;

    /** Whether the series has this fingerprint. */
    boolean is(int ref, long high, long low) {
        int at = 2 * ref;
        return at < byNumber.length
                && byNumber[at] == high
                && byNumber[at + 1] == low
                && (high | low) != 0;
    }

    /** Whether the series has any fingerprint. */
    boolean has(int ref) {
        int at = 2 * ref;
        return at < byNumber.length && (byNumber[at] | byNumber[at + 1]) != 0;
    }

    /** The number of the series with this fingerprint, or -1. */
    int find(long high, long low) {
        if (slots.length == 0) {
            return -1;
        }
        int mask = slots.length - 1;
        for (int i = (int) low & mask; slots[i] != 0; i = (i + 1) & mask) {
            if (is(slots[i] - 1, high, low)) {
                return slots[i] - 1;
            }
        }
        return -1;
    }

    /** Remembers the fingerprint of a series, if it has none yet. */
    void put(int ref, long high, long low) {
        if (has(ref)) {
            return;
        }
        if (2 * ref >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(2 * ref + 2, 2 * byNumber.length));
        }
        byNumber[2 * ref] = high;
        byNumber[2 * ref + 1] = low;
        if (5L * (used + 1) > 3L * slots.length) {
            rebuild();
        } else {
            place(ref);
        }
    }

    private void rebuild() {
        int known = 0;
        for (int ref = 0; 2 * ref < byNumber.length; ref++) {
            known += has(ref) ? 1 : 0;
        }
        slots = new int[Math.max(FIRST_SLOTS, Integer.highestOneBit(known) << 2)];
        used = 0;
        for (int ref = 0; 2 * ref < byNumber.length; ref++) {
            if (has(ref)) {
                place(ref);
            }
        }
    }

    private void place(int ref) {
        int mask = slots.length - 1;
        int i = (int) byNumber[2 * ref + 1] & mask;
        while (slots[i] != 0) {
            i = (i + 1) & mask;
        }
        slots[i] = ref + 1;
        used++;
    }

    /** Forgets a series. */
    void remove(int ref) {
        if (has(ref)) {
            byNumber[2 * ref] = 0;
            byNumber[2 * ref + 1] = 0;
        }
    }

    long memoryBytes() {
        return 8L * byNumber.length + 4L * slots.length;
    }
}
