package dev.muninn.store.index;

/** A map from non-negative longs to ints other than {@link #NONE}, without objects. */
public final class LongIntMap {

    public static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    public int size() {
        return size;
    }

    public long memoryBytes() {
        return 12L * keys.length;
    }

    public int get(long key) {
        int mask = keys.length - 1;
        for (int i = slot(key, mask); ; i = (i + 1) & mask) {
            if (keys[i] == 0) {
                return NONE;
            }
            if (keys[i] == key + 1) {
                return values[i];
            }
        }
    }

    public void put(long key, int value) {
        if (3L * size >= 2L * keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int i = slot(key, mask);
        while (keys[i] != 0 && keys[i] != key + 1) {
            i = (i + 1) & mask;
        }
        if (keys[i] == 0) {
            keys[i] = key + 1;
            size++;
        }
        values[i] = value;
    }

    /** All keys, ascending. */
    public long[] sortedKeys() {
        long[] sorted = new long[size];
        int count = 0;
        for (long key : keys) {
            if (key != 0) {
                sorted[count++] = key - 1;
            }
        }
        java.util.Arrays.sort(sorted);
        return sorted;
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32 ^ mixed >>> 48) & mask;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i] - 1, oldValues[i]);
            }
        }
    }
}
