package dev.muninn.ingest.remotewrite;

import java.util.Arrays;

/**
 * Labels that are a name and a value in this order, each shorter than 128 bytes, as nearly all are.
 * Confined to one thread.
 */
final class UsualLabels {

    /*
     * Labels are most of a request's bytes. Series that follow each other begin with the same ones:
     * up to where their bytes first differ, the labels end where those of the series before did.
     */

    /** Where the series before starts, and behind that, where each of its labels ends. */
    private int before;

    private int[] ends = new int[32];
    private int count;

    /** Begins a request. */
    void clear() {
        before = 0;
        count = 0;
    }

    /** The end of the usual labels that a series starts with. */
    int end(byte[] bytes, int start, int limit) {
        int at = start + same(bytes, start, limit);
        before = start;
        int next = usualEnd(bytes, at, limit);
        while (next >= 0) {
            at = next;
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = at - start;
            next = usualEnd(bytes, at, limit);
        }
        return at;
    }

    /** The length of the labels that are those of the series before; forgets the others. */
    private int same(byte[] bytes, int start, int limit) {
        if (count == 0) {
            return 0;
        }
        int length = Math.min(ends[count - 1], limit - start);
        int different =
                Arrays.mismatch(bytes, before, before + length, bytes, start, start + length);
        int same = different < 0 ? length : different;
        while (count > 0 && ends[count - 1] > same) {
            count--;
        }
        return count == 0 ? 0 : ends[count - 1];
    }

    /** The end of the label at a place, or -1 if there is none or it is unusual. */
    private static int usualEnd(byte[] bytes, int at, int limit) {
        if (limit - at < 4 || bytes[at] != ScatteredLabels.LABEL || bytes[at + 1] < 0) {
            return -1;
        }
        int end = at + 2 + bytes[at + 1];
        if (end > limit || bytes[at + 2] != ScatteredLabels.NAME || bytes[at + 3] < 0) {
            return -1;
        }
        int value = at + 4 + bytes[at + 3];
        boolean isUsual =
                value + 2 <= end
                        && bytes[value] == ScatteredLabels.VALUE
                        && bytes[value + 1] >= 0
                        && value + 2 + bytes[value + 1] == end;
        return isUsual ? end : -1;
    }
}
