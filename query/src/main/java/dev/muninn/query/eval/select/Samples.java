package dev.muninn.query.eval.select;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series without staleness markers, floats and histograms apart, each ascending
 * by time. Reused from series to series by one thread; arrays may be longer than the counts.
 */
public final class Samples {

    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};
    private static final NativeHistogram[] NO_HISTOGRAMS = {};

    private int floatCount;
    private long[] floatTimes = NO_TIMES;
    private double[] floatValues = NO_VALUES;
    private long @Nullable [] floatStarts;
    private int @Nullable [] floatRanks;
    private int histogramCount;
    private long[] histogramTimes = NO_TIMES;
    private NativeHistogram[] histograms = NO_HISTOGRAMS;
    private long @Nullable [] histogramStarts;

    /** Takes floats from arrays, which are not copied. */
    public void setFloats(long[] times, double[] values, int count) {
        floatTimes = times;
        floatValues = values;
        floatStarts = null;
        floatRanks = null;
        floatCount = count;
        histogramCount = 0;
        histogramStarts = null;
    }

    /** Takes histograms from arrays, which are not copied. */
    public void setHistograms(long[] times, NativeHistogram[] values, int count) {
        histogramTimes = times;
        histograms = values;
        histogramStarts = null;
        histogramCount = count;
    }

    /** Takes what a store read; valid until the buffer changes. */
    void set(SampleBuffer buffer) {
        if (!buffer.hasHistograms() && !hasMarkers(buffer)) {
            setFloats(buffer.timestamps(), buffer.values(), buffer.size());
            floatStarts = buffer.startTimestamps();
            floatRanks = buffer.ranks();
            return;
        }
        int size = buffer.size();
        boolean hasStarts = buffer.startTimestamps() != null;
        setFloats(new long[size], new double[size], 0);
        floatStarts = hasStarts ? new long[size] : null;
        floatRanks = buffer.ranks() == null ? null : new int[size];
        setHistograms(new long[size], new NativeHistogram[size], 0);
        histogramStarts = hasStarts ? new long[size] : null;
        for (int i = 0; i < size; i++) {
            take(buffer, i);
        }
    }

    private static boolean hasMarkers(SampleBuffer buffer) {
        double[] values = buffer.values();
        for (int i = 0; i < buffer.size(); i++) {
            if (Staleness.isMarker(values[i])) {
                return true;
            }
        }
        return false;
    }

    private void take(SampleBuffer buffer, int index) {
        NativeHistogram histogram = buffer.histogram(index);
        long time = buffer.timestamps()[index];
        long[] starts = buffer.startTimestamps();
        if (histogram == null) {
            double value = buffer.values()[index];
            if (!Staleness.isMarker(value)) {
                if (starts != null && floatStarts != null) {
                    floatStarts[floatCount] = starts[index];
                }
                int[] ranks = buffer.ranks();
                if (ranks != null && floatRanks != null) {
                    floatRanks[floatCount] = ranks[index] - (index - floatCount);
                }
                floatTimes[floatCount] = time;
                floatValues[floatCount++] = value;
            }
        } else if (!histogram.isStale()) {
            if (starts != null && histogramStarts != null) {
                histogramStarts[histogramCount] = starts[index];
            }
            histogramTimes[histogramCount] = time;
            histograms[histogramCount++] = histogram;
        }
    }

    /** Forgets start times, for queries that do not use them. */
    void forgetStarts() {
        floatStarts = null;
        histogramStarts = null;
    }

    public boolean isEmpty() {
        return floatCount + histogramCount == 0;
    }

    public int floatCount() {
        return floatCount;
    }

    public long[] floatTimes() {
        return floatTimes;
    }

    public double[] floatValues() {
        return floatValues;
    }

    /** Start times of the floats, 0 where unknown; null if none is known. */
    public long @Nullable [] floatStarts() {
        return floatStarts;
    }

    /** How many floats there are from one to another, those included that were not read. */
    public int gaps(int first, int last) {
        return floatRanks == null ? last - first : floatRanks[last] - floatRanks[first];
    }

    public int histogramCount() {
        return histogramCount;
    }

    public long[] histogramTimes() {
        return histogramTimes;
    }

    public NativeHistogram[] histograms() {
        return histograms;
    }

    /** Start times of the histograms, 0 where unknown; null if none is known. */
    public long @Nullable [] histogramStarts() {
        return histogramStarts;
    }

    @Override
    public String toString() {
        return "floats "
                + Arrays.toString(Arrays.copyOf(floatValues, floatCount))
                + ", "
                + histogramCount
                + " histograms";
    }
}
