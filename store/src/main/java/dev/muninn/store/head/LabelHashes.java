package dev.muninn.store.head;

/** Numbers of series by the 128-bit hash of one form of their labels. */
final class LabelHashes {

    /*
     * A slot is the hash, then the series' number + 1, then unused: 32 bytes, one cache line at most
     * touched by a look-up that hits at once. A removed slot keeps its place until the table grows,
     * so that what stands behind it is still found.
     */

    private static final int SLOT = 4;
    private static final long REMOVED = -1;

    private long[] slots;
    private int used;

    /** Room for so many before it grows the first time. */
    LabelHashes(int expected) {
        slots = new long[SLOT * Integer.highestOneBit(Math.max(1024, 2 * expected) * 2 - 1)];
    }

    /** The number of the series with this hash, or -1. */
    int find(long high, long low) {
        int mask = slots.length / SLOT - 1;
        for (int i = (int) low & mask; ; i = (i + 1) & mask) {
            int at = i * SLOT;
            if (slots[at + 2] == 0) {
                return -1;
            }
            if (slots[at] == high && slots[at + 1] == low && slots[at + 2] != REMOVED) {
                return (int) slots[at + 2] - 1;
            }
        }
    }

    void put(long high, long low, int ref) {
        if (5L * SLOT * (used + 1) > 3L * slots.length) {
            long[] old = slots;
            slots = new long[2 * old.length];
            used = 0;
            for (int at = 0; at < old.length; at += SLOT) {
                if (old[at + 2] > 0) {
                    place(old[at], old[at + 1], old[at + 2]);
                }
            }
        }
        place(high, low, ref + 1L);
    }

    private void place(long high, long low, long content) {
        int mask = slots.length / SLOT - 1;
        int i = (int) low & mask;
        while (slots[i * SLOT + 2] != 0) {
            i = (i + 1) & mask;
        }
        slots[i * SLOT] = high;
        slots[i * SLOT + 1] = low;
        slots[i * SLOT + 2] = content;
        used++;
    }

    void remove(long high, long low) {
        int mask = slots.length / SLOT - 1;
        for (int i = (int) low & mask; slots[i * SLOT + 2] != 0; i = (i + 1) & mask) {
            if (slots[i * SLOT] == high && slots[i * SLOT + 1] == low) {
                slots[i * SLOT + 2] = REMOVED;
            }
        }
    }

    long memoryBytes() {
        return 8L * slots.length;
    }
}
