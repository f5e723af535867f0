package dev.muninn.store.codec;

import java.util.Arrays;

/** The positions of ascending times that lie within a range: from one to before another. */
public record TimeSlice(int from, int to) {

    public static TimeSlice of(long[] times, int count, long fromMillis, long toMillis) {
        if (count == 0 || (times[0] >= fromMillis && times[count - 1] <= toMillis)) {
            return new TimeSlice(0, count);
        }
        int from = Arrays.binarySearch(times, 0, count, fromMillis);
        int to = Arrays.binarySearch(times, 0, count, toMillis);
        return new TimeSlice(from < 0 ? -from - 1 : from, to < 0 ? -to - 1 : to + 1);
    }

    public boolean isEmpty() {
        return from >= to;
    }
}
