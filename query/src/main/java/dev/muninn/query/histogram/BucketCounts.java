package dev.muninn.query.histogram;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The counts of one side of a histogram by bucket index, ascending, with their lost low bits. */
final class BucketCounts {

    /*
     * Sparse: an index array beside a count array. Spans are made and read only at the edges. Sums
     * are compensated (Neumaier): what an addition rounds away is collected in `rest`, so that sums
     * do not depend on the order of the series.
     */

    private int[] index;
    private double[] count;
    private double[] rest;
    private int size;

    /** The spans that the indexes were read from, null once they have changed. */
    private int @Nullable [] layout;

    private BucketCounts(int capacity) {
        index = new int[capacity];
        count = new double[capacity];
        rest = new double[capacity];
    }

    static BucketCounts of(int[] spans, double[] buckets) {
        BucketCounts counts = new BucketCounts(buckets.length);
        int next = 0;
        for (int i = 0; i < spans.length; i += 2) {
            next += spans[i];
            for (int j = 0; j < spans[i + 1]; j++) {
                counts.append(next++, buckets[counts.size], 0);
            }
        }
        counts.layout = spans;
        return counts;
    }

    private void append(int bucket, double value, double lost) {
        if (size == index.length) {
            int capacity = Math.max(8, 2 * size);
            index = Arrays.copyOf(index, capacity);
            count = Arrays.copyOf(count, capacity);
            rest = Arrays.copyOf(rest, capacity);
        }
        index[size] = bucket;
        count[size] = value;
        rest[size++] = lost;
    }

    int size() {
        return size;
    }

    int index(int at) {
        return index[at];
    }

    double count(int at) {
        return count[at] + rest[at];
    }

    /** Adds counts times {@code factor}. */
    void add(int[] spans, double[] buckets, double factor) {
        if (layout != null && Arrays.equals(layout, spans)) {
            for (int i = 0; i < size; i++) {
                addAt(i, buckets[i] * factor);
            }
        } else {
            add(of(spans, buckets), factor);
        }
    }

    /** Adds the other side's counts times {@code factor}. */
    void add(BucketCounts other, double factor) {
        if (size == other.size && Arrays.equals(index, 0, size, other.index, 0, size)) {
            for (int i = 0; i < size; i++) {
                addAt(i, other.count(i) * factor);
            }
        } else {
            merge(other, factor);
        }
    }

    private void addAt(int at, double addend) {
        double sum = count[at] + addend;
        rest[at] += lost(count[at], addend, sum);
        count[at] = sum;
    }

    /** What rounding took from {@code a + b}. */
    static double lost(double a, double b, double sum) {
        if (Double.isInfinite(sum)) {
            return 0;
        }
        return Math.abs(a) >= Math.abs(b) ? (a - sum) + b : (b - sum) + a;
    }

    private void merge(BucketCounts other, double factor) {
        BucketCounts merged = new BucketCounts(size + other.size);
        int i = 0;
        int j = 0;
        while (i < size || j < other.size) {
            if (j == other.size || (i < size && index[i] < other.index[j])) {
                merged.append(index[i], count[i], rest[i]);
                i++;
            } else if (i == size || other.index[j] < index[i]) {
                merged.append(other.index[j], other.count(j) * factor, 0);
                j++;
            } else {
                merged.append(index[i], count[i], rest[i]);
                merged.addAt(merged.size - 1, other.count(j) * factor);
                i++;
                j++;
            }
        }
        take(merged);
    }

    private void take(BucketCounts other) {
        index = other.index;
        count = other.count;
        rest = other.rest;
        size = other.size;
        layout = null;
    }

    void scale(double factor) {
        for (int i = 0; i < size; i++) {
            count[i] *= factor;
            rest[i] = CompensatedSum.scaledRest(rest[i], factor);
        }
    }

    void divide(double divisor) {
        for (int i = 0; i < size; i++) {
            count[i] /= divisor;
            rest[i] /= divisor;
        }
    }

    /** Merges neighbours; {@code mapping} must not lower the order of indexes. */
    void regroup(IntUnaryOperator mapping) {
        BucketCounts grouped = new BucketCounts(size);
        for (int i = 0; i < size; i++) {
            int target = mapping.applyAsInt(index[i]);
            int last = grouped.size - 1;
            if (last >= 0 && grouped.index[last] == target) {
                grouped.addAt(last, count(i));
            } else {
                grouped.append(target, count[i], rest[i]);
            }
        }
        take(grouped);
    }

    /** Removes the first {@code n} buckets. */
    void dropFirst(int n) {
        BucketCounts left = new BucketCounts(size - n);
        for (int i = n; i < size; i++) {
            left.append(index[i], count[i], rest[i]);
        }
        take(left);
    }

    void set(int at, double value) {
        count[at] = value;
        rest[at] = 0;
    }

    boolean hasOverflow() {
        for (int i = 0; i < size; i++) {
            if (Double.isInfinite(count[i])) {
                return true;
            }
        }
        return false;
    }

    /** Spans of the buckets that are not empty. */
    int[] spans() {
        int[] spans = new int[2 * size];
        int used = 0;
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (count(i) == 0) {
                continue;
            }
            if (used == 0 || index[i] != next) {
                spans[used] = index[i] - next;
                used += 2;
            }
            spans[used - 1]++;
            next = index[i] + 1;
        }
        return Arrays.copyOf(spans, used);
    }

    /** The counts of the buckets that are not empty. */
    double[] buckets() {
        double[] buckets = new double[size];
        int used = 0;
        for (int i = 0; i < size; i++) {
            double value = count(i);
            if (value != 0) {
                buckets[used++] = value;
            }
        }
        return Arrays.copyOf(buckets, used);
    }
}
