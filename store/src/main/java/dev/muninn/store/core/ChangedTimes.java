package dev.muninn.store.core;

import dev.muninn.model.TimeRange;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Spans of time with the number of their last change. Safe for use by many threads. */
final class ChangedTimes {

    /*
     * Samples that are late come minutes after others or far behind, so a change joins the span of its
     * minute. When there are too many spans, the two with the least between them become one, with the
     * later number: that may call something changed that is not, but never the other way round.
     */

    private static final int MOST_SPANS = 64;
    private static final long MINUTE = 60_000;

    private long[] from = new long[4];
    private long[] to = new long[4];
    private long[] number = new long[4];
    private int size;

    /** Notes a change under the next of the numbers. */
    synchronized void note(long fromMillis, long toMillis, AtomicLong numbers) {
        // Drawn under the lock: who finds a number drawn also finds its change.
        long changeNumber = numbers.incrementAndGet();
        int at = size;
        while (at > 0 && from[at - 1] > fromMillis) {
            at--;
        }
        if (at > 0 && isSameMinute(to[at - 1], fromMillis, toMillis)) {
            at--;
            to[at] = Math.max(to[at], toMillis);
            number[at] = Math.max(number[at], changeNumber);
        } else {
            insert(at, fromMillis, toMillis, changeNumber);
        }
    }

    /** Whether a span that ends at a time may take in another that begins later. */
    private static boolean isSameMinute(long end, long fromMillis, long toMillis) {
        return Math.floorDiv(end, MINUTE) == Math.floorDiv(toMillis, MINUTE)
                && Math.floorDiv(fromMillis, MINUTE) == Math.floorDiv(toMillis, MINUTE);
    }

    private void insert(int at, long fromMillis, long toMillis, long changeNumber) {
        int place = at;
        if (size == MOST_SPANS) {
            int joined = joinNearest();
            place = place > joined + 1 ? place - 1 : place;
        }
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
            number = Arrays.copyOf(number, 2 * size);
        }
        System.arraycopy(from, place, from, place + 1, size - place);
        System.arraycopy(to, place, to, place + 1, size - place);
        System.arraycopy(number, place, number, place + 1, size - place);
        from[place] = fromMillis;
        to[place] = toMillis;
        number[place] = changeNumber;
        size++;
    }

    /** Makes one span of two neighbours; the index of the first. */
    private int joinNearest() {
        int nearest = 0;
        for (int i = 1; i + 1 < size; i++) {
            if (from[i + 1] - to[i] < from[nearest + 1] - to[nearest]) {
                nearest = i;
            }
        }
        to[nearest] = Math.max(to[nearest], to[nearest + 1]);
        number[nearest] = Math.max(number[nearest], number[nearest + 1]);
        int rest = size - nearest - 2;
        System.arraycopy(from, nearest + 2, from, nearest + 1, rest);
        System.arraycopy(to, nearest + 2, to, nearest + 1, rest);
        System.arraycopy(number, nearest + 2, number, nearest + 1, rest);
        size--;
        return nearest;
    }

    /** The earliest time within the range that changed after the number; or the greatest. */
    synchronized long first(TimeRange range, long afterNumber) {
        for (int i = 0; i < size; i++) {
            if (number[i] > afterNumber && range.overlaps(from[i], to[i])) {
                return Math.max(range.fromMillis(), from[i]);
            }
        }
        return Long.MAX_VALUE;
    }
}
