package dev.muninn.ingest.shape;

/** A set of hashes, eight bytes each and as much again for speed; confined to one thread. */
final class HashSet64 {

    private long[] slots = new long[64];
    private int size;
    private boolean hasZero;

    int size() {
        return size;
    }

    boolean contains(long hash) {
        return hash == 0 ? hasZero : slots[slot(hash)] == hash;
    }

    /** Adds the hash; says no if it was there. */
    boolean add(long hash) {
        if (contains(hash)) {
            return false;
        }
        size++;
        if (hash == 0) {
            hasZero = true;
            return true;
        }
        if (2 * size > slots.length) {
            grow();
        }
        slots[slot(hash)] = hash;
        return true;
    }

    /** Where the hash stands, or would: hashes are even enough to be places themselves. */
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        for (long hash : before) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }
}
