package dev.muninn.ingest.scrape;

import dev.muninn.ingest.wire.TextHash;
import java.util.Arrays;

/** Numbers hashes in the order in which they come; confined to one thread. */
final class HashIndex {

    /*
     * Targets offer their series in the same order each time, so the number after the one found
     * last is tried first; then a table with open addressing, at most half full.
     */

    private long[] highs = new long[64];
    private long[] lows = new long[64];
    private int[] table = new int[128];
    private int count;
    private int next;

    int count() {
        return count;
    }

    /** The hash's number, or -1. */
    int find(TextHash hash) {
        int guess = next;
        if (guess < count && highs[guess] == hash.high() && lows[guess] == hash.low()) {
            next = guess + 1;
            return guess;
        }
        int found = table[slot(hash.high(), hash.low())] - 1;
        next = found + 1;
        return found;
    }

    /** Gives the hash, which is not known yet, the next number. */
    int add(TextHash hash) {
        if (count == highs.length) {
            grow();
        }
        highs[count] = hash.high();
        lows[count] = hash.low();
        table[slot(hash.high(), hash.low())] = count + 1;
        next = count + 1;
        return count++;
    }

    private int slot(long high, long low) {
        int mask = table.length - 1;
        int slot = (int) low & mask;
        while (table[slot] != 0
                && (highs[table[slot] - 1] != high || lows[table[slot] - 1] != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        highs = Arrays.copyOf(highs, 2 * count);
        lows = Arrays.copyOf(lows, 2 * count);
        table = new int[4 * count];
        for (int i = 0; i < count; i++) {
            table[slot(highs[i], lows[i])] = i + 1;
        }
    }
}
