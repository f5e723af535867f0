package dev.muninn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in columns, ascending by time; reused from series to series by one
 * thread. Arrays may be longer than {@link #size}.
 */
public final class SampleBuffer {

    /** Two chunks of a series. */
    private static final int USUAL_CAPACITY = 256;

    private long[] timestamps;
    private double[] values;
    private @Nullable NativeHistogram @Nullable [] histograms;
    private long @Nullable [] startTimestamps;
    private int @Nullable [] ranks;
    private boolean hasRanks;
    private int size;
    private int leftOut;
    private int histogramCount;

    public SampleBuffer() {
        this(USUAL_CAPACITY);
    }

    /** With room for so many samples at first, where it is known how many there are. */
    public SampleBuffer(int capacity) {
        timestamps = new long[capacity];
        values = new double[capacity];
    }

    public void clear() {
        size = 0;
        histogramCount = 0;
        histograms = null;
        startTimestamps = null;
        hasRanks = false;
        leftOut = 0;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Makes room for {@code more} samples behind {@link #size}. */
    public void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > timestamps.length) {
            int capacity = Math.max(needed, 2 * timestamps.length);
            timestamps = Arrays.copyOf(timestamps, capacity);
            values = Arrays.copyOf(values, capacity);
            if (histograms != null) {
                histograms = Arrays.copyOf(histograms, capacity);
            }
            if (startTimestamps != null) {
                startTimestamps = Arrays.copyOf(startTimestamps, capacity);
            }
            if (ranks != null) {
                ranks = Arrays.copyOf(ranks, capacity);
            }
        }
    }

    public void add(long timestampMillis, double value) {
        if (size == timestamps.length) {
            reserve(1);
        }
        timestamps[size] = timestampMillis;
        values[size] = value;
        added(1);
    }

    public void add(long timestampMillis, NativeHistogram histogram) {
        add(timestampMillis, 0);
        if (histograms == null) {
            histograms = new NativeHistogram[timestamps.length];
        }
        histograms[size - 1] = histogram;
        histogramCount++;
    }

    /** When the counter or histogram of the sample added last began; in milliseconds. */
    public void startedAt(long startMillis) {
        if (startTimestamps == null) {
            startTimestamps = new long[timestamps.length];
        }
        startTimestamps[size - 1] = startMillis;
    }

    /** Counts floats as added that were written to the arrays right behind {@link #size}. */
    public void added(int floats) {
        if (ranks != null && hasRanks) {
            for (int i = size; i < size + floats; i++) {
                ranks[i] = i + leftOut;
            }
        }
        size += floats;
    }

    /**
     * Counts floats as added that were written to the arrays right behind {@link #size}, being but
     * some of those that were there.
     *
     * @param positions of these among all from the first to the last, ascending from any number
     */
    public void added(int[] positions) {
        if (ranks == null) {
            ranks = new int[timestamps.length];
        }
        for (int i = 0; i < size && !hasRanks; i++) {
            ranks[i] = i;
        }
        hasRanks = true;
        int first = size + leftOut - positions[0];
        for (int i = 0; i < positions.length; i++) {
            ranks[size + i] = first + positions[i];
        }
        size += positions.length;
        leftOut += positions[positions.length - 1] - positions[0] + 1 - positions.length;
    }

    /** Times in milliseconds; valid up to {@link #size}; replaced by {@link #reserve}. */
    public long[] timestamps() {
        return timestamps;
    }

    /** Values, 0 where the sample is a histogram; valid up to {@link #size}. */
    public double[] values() {
        return values;
    }

    /** Null if all samples are floats, else an entry for each sample that is a histogram. */
    public @Nullable NativeHistogram @Nullable [] histograms() {
        return histograms;
    }

    /** Null if no start time is known, else milliseconds per sample, 0 where unknown. */
    public long @Nullable [] startTimestamps() {
        return startTimestamps;
    }

    /** Null if nothing was left out, else which of all samples each one is, counted from 0. */
    public int @Nullable [] ranks() {
        return hasRanks ? ranks : null;
    }

    public boolean hasHistograms() {
        return histogramCount > 0;
    }

    public @Nullable NativeHistogram histogram(int index) {
        return histograms == null ? null : histograms[index];
    }
}
