package dev.muninn.store.head;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import java.util.Arrays;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/**
 * The series of the head: their numbers by hash of label bytes, and their labels by number. Readers
 * share {@link Head}'s table lock, changes hold it alone.
 */
public final class SeriesTable {

    /*
     * Other orders of the same labels are further hashes with the same number (aliases). Numbers are
     * given in ascending order and never again, so a sender's next series is nearly always the next
     * number, which is tested before the hashes are probed.
     */

    /** Aliases are kept while fewer than the series; beyond that the slow way serves them. */
    private static final int MIN_ALIASES = 1024;

    private final HeadIndex index;
    private LabelHashes numbers = new LabelHashes(0);
    private int aliases;
    private final Fingerprints fingerprints = new Fingerprints();

    /** Two longs per number: the hash of the canonical form, zeros where there is no series. */
    private long[] hashes = new long[512];

    private int next;

    SeriesTable(Hash128 seed) {
        index = new HeadIndex(seed);
    }

    /** The number of the series with this hash, or -1. */
    int find(long high, long low) {
        int ref = numbers.find(high, low);
        // An alias of a series that is gone.
        return ref >= 0 && isGone(ref) ? -1 : ref;
    }

    private boolean isGone(int ref) {
        return hashes[2 * ref] == 0 && hashes[2 * ref + 1] == 0;
    }

    /** Whether the number belongs to the series with this canonical hash. */
    boolean is(int ref, long high, long low) {
        return ref < next && hashes[2 * ref] == high && hashes[2 * ref + 1] == low;
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, Labels of, long high, long low) {
        put(ref, high, low);
        index.put(ref, of);
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, CanonicalLabels of, long high, long low) {
        put(ref, high, low);
        index.put(ref, of);
    }

    private void put(int ref, long high, long low) {
        if (2 * ref >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(2 * ref + 2, 2 * hashes.length));
        }
        hashes[2 * ref] = high;
        hashes[2 * ref + 1] = low;
        next = Math.max(next, ref + 1);
        numbers.put(high, low, ref);
    }

    /** Remembers another form of the series' labels. */
    void alias(long high, long low, int ref) {
        if (aliases < Math.max(MIN_ALIASES, size())) {
            numbers.put(high, low, ref);
            aliases++;
        }
    }

    /** Which series have which fingerprints. */
    Fingerprints fingerprints() {
        return fingerprints;
    }

    /** Forgets series. */
    void remove(ImmutableRoaringBitmap gone) {
        gone.forEach(
                (int ref) -> {
                    numbers.remove(hashes[2 * ref], hashes[2 * ref + 1]);
                    hashes[2 * ref] = 0;
                    hashes[2 * ref + 1] = 0;
                    fingerprints.remove(ref);
                });
        if (index.remove(gone)) {
            index.rebuild();
            numbers = new LabelHashes(size());
            aliases = 0;
            index.all()
                    .forEach((int ref) -> numbers.put(hashes[2 * ref], hashes[2 * ref + 1], ref));
        }
    }

    /** Which series carry which labels. */
    public HeadIndex index() {
        return index;
    }

    public Labels labels(int ref) {
        return index.labels(ref);
    }

    public long hashHigh(int ref) {
        return hashes[2 * ref];
    }

    public long hashLow(int ref) {
        return hashes[2 * ref + 1];
    }

    /** The number that the next new series gets. */
    int next() {
        return next;
    }

    /** Keeps numbers below from being given again. */
    void startAt(int ref) {
        next = Math.max(next, ref);
    }

    public int size() {
        return index.size();
    }

    /** What the table itself takes. */
    public long memoryBytes() {
        return numbers.memoryBytes()
                + fingerprints.memoryBytes()
                + 8L * hashes.length
                + index.memoryBytes();
    }
}
