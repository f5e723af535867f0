package dev.muninn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one series in columns, ascending by time; reused from series to series by one
 * thread. Arrays may be longer than {@link #size} and are replaced by {@link #reserve}.
 *
 * <p>Neighbouring buckets a and b join to one: counts, sums, resets and reset values are added, and
 * if {@code firsts[b] < lasts[a]} there is a reset in between: one more, and {@code lasts[a]} is
 * added to the reset values. The increase of a counter is {@code last - first + resetValue}.
 *
 * <p>Sketches of the values are taken by a buffer {@link #withSketches} only, as reading them costs
 * more than all the rest.
 */
public final class RollupBuffer {

    private long[] ends = new long[64];
    private int[] counts = new int[64];
    private long[] firstTimes = new long[64];
    private long[] lastTimes = new long[64];
    private double[] sums = new double[64];
    private double[] minima = new double[64];
    private double[] maxima = new double[64];
    private double[] firsts = new double[64];
    private double[] lasts = new double[64];
    private double[] resetValues = new double[64];
    private int[] resets = new int[64];
    private @Nullable ValueSketch[] sketches = {};
    private final boolean takesSketches;
    private int size;
    private boolean hasHistograms;

    /** An empty buffer that leaves sketches out. */
    public RollupBuffer() {
        this(false);
    }

    private RollupBuffer(boolean takesSketches) {
        this.takesSketches = takesSketches;
        if (takesSketches) {
            sketches = new @Nullable ValueSketch[ends.length];
        }
    }

    /** An empty buffer that also takes sketches. */
    public static RollupBuffer withSketches() {
        return new RollupBuffer(true);
    }

    public void clear() {
        size = 0;
        hasHistograms = false;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Makes room for {@code more} buckets behind {@link #size}. */
    public void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > ends.length) {
            int capacity = Math.max(needed, 2 * ends.length);
            ends = Arrays.copyOf(ends, capacity);
            counts = Arrays.copyOf(counts, capacity);
            firstTimes = Arrays.copyOf(firstTimes, capacity);
            lastTimes = Arrays.copyOf(lastTimes, capacity);
            sums = Arrays.copyOf(sums, capacity);
            minima = Arrays.copyOf(minima, capacity);
            maxima = Arrays.copyOf(maxima, capacity);
            firsts = Arrays.copyOf(firsts, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
            resetValues = Arrays.copyOf(resetValues, capacity);
            resets = Arrays.copyOf(resets, capacity);
            if (takesSketches) {
                sketches = Arrays.copyOf(sketches, capacity);
            }
        }
    }

    /** Counts buckets as added that were written to the arrays right behind {@link #size}. */
    public void added(int buckets) {
        size += buckets;
    }

    /**
     * Of buckets that were written right behind {@link #size}, adds those from {@code first} to
     * before {@code last}, counted from there.
     */
    public void keep(int first, int last) {
        int count = last - first;
        if (first > 0) {
            for (Object column : columns()) {
                System.arraycopy(column, size + first, column, size, count);
            }
            if (takesSketches) {
                System.arraycopy(sketches, size + first, sketches, size, count);
            }
        }
        size += count;
    }

    private Object[] columns() {
        return new Object[] {
            ends,
            counts,
            firstTimes,
            lastTimes,
            sums,
            minima,
            maxima,
            firsts,
            lasts,
            resetValues,
            resets
        };
    }

    /** Appends bucket {@code index} of another buffer; a sketch is then held by both. */
    public void add(RollupBuffer from, int index) {
        reserve(1);
        Object[] source = from.columns();
        Object[] target = columns();
        for (int i = 0; i < source.length; i++) {
            System.arraycopy(source[i], index, target[i], size, 1);
        }
        if (takesSketches) {
            sketches[size] = from.takesSketches ? from.sketches[index] : null;
        }
        size++;
    }

    /** Says that the range also has native histograms, which no bucket counts. */
    public void foundHistograms() {
        hasHistograms = true;
    }

    /** Whether samples near the range were native histograms: buckets do not tell all then. */
    public boolean hasHistograms() {
        return hasHistograms;
    }

    /** Ends of the buckets in milliseconds; multiples of the width. */
    public long[] ends() {
        return ends;
    }

    /** How many samples a bucket has; never 0. */
    public int[] counts() {
        return counts;
    }

    /** Times of the first samples, in milliseconds. */
    public long[] firstTimes() {
        return firstTimes;
    }

    /** Times of the last samples, in milliseconds. */
    public long[] lastTimes() {
        return lastTimes;
    }

    public double[] sums() {
        return sums;
    }

    /** Least values; NaN only if all values of the bucket are. */
    public double[] minima() {
        return minima;
    }

    /** Greatest values; NaN only if all values of the bucket are. */
    public double[] maxima() {
        return maxima;
    }

    public double[] firsts() {
        return firsts;
    }

    public double[] lasts() {
        return lasts;
    }

    /** What a counter had reached before each of its resets within the bucket, added up. */
    public double[] resetValues() {
        return resetValues;
    }

    /** How often a value within the bucket was less than the one before. */
    public int[] resets() {
        return resets;
    }

    /** Whether sketches are to be written behind {@link #size} like the other columns. */
    public boolean takesSketches() {
        return takesSketches;
    }

    /** How values are spread; null where that is not known. Empty if none are taken. */
    public @Nullable ValueSketch[] sketches() {
        return sketches;
    }
}
