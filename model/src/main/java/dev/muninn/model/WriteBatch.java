package dev.muninn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of many series on their way into a {@link SampleSink}, in columns; filled by one thread,
 * reused after {@link #clear}.
 *
 * <p>Series {@code i} has the label bytes {@code [labelStart(i), labelEnd(i))} of {@link
 * #labelBuffer} in the form of {@link LabelBytes}, and the samples {@code [firstSample(i),
 * endSample(i))}. A sample is a float, or a histogram where {@link #histogram} is not null.
 *
 * <p>A sender whose labels take work to write out gives its series fingerprints: who knows the
 * series by them needs no labels, and who asks for any has them written out then.
 */
public final class WriteBatch {

    /** An exemplar of the series with the given index. */
    public record SeriesExemplar(int series, Exemplar exemplar) {}

    /** Writes out what a batch of series with fingerprints was added without. */
    @FunctionalInterface
    public interface LabelSource {

        /** Places the labels of every series that has none. */
        void placeLabels(WriteBatch batch);
    }

    private static final int NOT_PLACED = -1;

    private byte[] labelBuffer = new byte[1024];
    private int labelBytes;
    private boolean attached;

    private int[] labelStart = new int[64];
    private int[] labelEnd = new int[64];
    private int[] endSample = new int[64];
    private int seriesCount;

    /** Who still has to be asked for labels, or null. */
    private @Nullable LabelSource source;

    /** Two longs per series, where series have fingerprints. */
    private long[] fingerprints = {};

    private boolean hasFingerprints;

    private long[] timestamps = new long[256];
    private double[] values = new double[256];
    private @Nullable NativeHistogram @Nullable [] histograms;
    private long @Nullable [] startTimestamps;
    private int sampleCount;

    private final List<SeriesExemplar> exemplars = new ArrayList<>();
    private final List<MetricMetadata> metadata = new ArrayList<>();

    public void clear() {
        if (attached) {
            labelBuffer = new byte[1024];
            attached = false;
        }
        labelBytes = 0;
        seriesCount = 0;
        source = null;
        hasFingerprints = false;
        sampleCount = 0;
        histograms = null;
        startTimestamps = null;
        exemplars.clear();
        metadata.clear();
    }

    /**
     * Lets {@link #addSeries(int, int)} point into {@code buffer}, which must not change until the
     * batch is written or cleared. Only for a batch without labels, or in place of a shorter buffer
     * with the same bytes.
     */
    public void attach(byte[] buffer) {
        if (labelBytes > 0) {
            throw new IllegalStateException("batch has series already");
        }
        labelBuffer = buffer;
        attached = true;
    }

    /** Starts a series whose labels stand in the attached buffer; samples added next are its. */
    public void addSeries(int labelsStart, int labelsEnd) {
        if (seriesCount == labelStart.length) {
            int capacity = 2 * seriesCount;
            labelStart = Arrays.copyOf(labelStart, capacity);
            labelEnd = Arrays.copyOf(labelEnd, capacity);
            endSample = Arrays.copyOf(endSample, capacity);
        }
        labelStart[seriesCount] = labelsStart;
        labelEnd[seriesCount] = labelsEnd;
        endSample[seriesCount] = sampleCount;
        seriesCount++;
    }

    /** Lets series have fingerprints, which all must have then. Only for an empty batch. */
    public void useFingerprints(LabelSource labels) {
        source = labels;
        hasFingerprints = true;
    }

    /**
     * Starts a series by its fingerprint: 128 bits that follow from its labels, and that the other
     * labels of this process do not have by any chance worth a thought.
     */
    public void addFingerprint(long high, long low) {
        addSeries(NOT_PLACED, NOT_PLACED);
        if (2 * seriesCount > fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, 2 * labelStart.length);
        }
        fingerprints[2 * seriesCount - 2] = high;
        fingerprints[2 * seriesCount - 1] = low;
    }

    /** Says where in the attached buffer the labels of a series stand. */
    public void placeLabels(int series, int labelsStart, int labelsEnd) {
        labelStart[series] = labelsStart;
        labelEnd[series] = labelsEnd;
    }

    /** Gives a series its {@link LabelBytes}, which are copied. */
    public void placeLabels(int series, byte[] encodedLabels) {
        int start = labelBytes;
        copyLabels(encodedLabels, 0, encodedLabels.length);
        placeLabels(series, start, labelBytes);
    }

    /** Starts a series; samples added next are its. Not for a batch with an attached buffer. */
    public void addSeries(Labels labels) {
        addSeries(LabelBytes.encode(labels));
    }

    /** Starts a series by {@link LabelBytes}, which are copied. */
    public void addSeries(byte[] encodedLabels) {
        addSeries(encodedLabels, 0, encodedLabels.length);
    }

    /** Starts a series by a range of {@link LabelBytes}, which are copied. */
    public void addSeries(byte[] buffer, int from, int to) {
        int start = labelBytes;
        copyLabels(buffer, from, to);
        addSeries(start, labelBytes);
    }

    private void copyLabels(byte[] buffer, int from, int to) {
        if (attached) {
            throw new IllegalStateException("batch has an attached buffer");
        }
        int end = labelBytes + to - from;
        if (end > labelBuffer.length) {
            labelBuffer = Arrays.copyOf(labelBuffer, Math.max(end, 2 * labelBuffer.length));
        }
        System.arraycopy(buffer, from, labelBuffer, labelBytes, to - from);
        labelBytes = end;
    }

    public void addSample(long timestampMillis, double value) {
        if (sampleCount == timestamps.length) {
            growSamples();
        }
        timestamps[sampleCount] = timestampMillis;
        values[sampleCount] = value;
        endSample[seriesCount - 1] = ++sampleCount;
    }

    public void addHistogram(long timestampMillis, NativeHistogram histogram) {
        addSample(timestampMillis, 0);
        if (histograms == null) {
            histograms = new NativeHistogram[timestamps.length];
        }
        histograms[sampleCount - 1] = histogram;
    }

    /** When the counter or histogram of the sample added last began; in milliseconds. */
    public void startedAt(long startMillis) {
        startedAt(sampleCount - 1, startMillis);
    }

    /** When the counter or histogram of a sample began, for senders that say it afterwards. */
    public void startedAt(int sample, long startMillis) {
        if (startTimestamps == null) {
            startTimestamps = new long[timestamps.length];
        }
        startTimestamps[sample] = startMillis;
    }

    /** Adds an exemplar to the series started last. */
    public void addExemplar(Exemplar exemplar) {
        exemplars.add(new SeriesExemplar(seriesCount - 1, exemplar));
    }

    public void addMetadata(MetricMetadata about) {
        metadata.add(about);
    }

    private void growSamples() {
        int capacity = 2 * sampleCount;
        timestamps = Arrays.copyOf(timestamps, capacity);
        values = Arrays.copyOf(values, capacity);
        if (histograms != null) {
            histograms = Arrays.copyOf(histograms, capacity);
        }
        if (startTimestamps != null) {
            startTimestamps = Arrays.copyOf(startTimestamps, capacity);
        }
    }

    public boolean isEmpty() {
        return seriesCount == 0 && metadata.isEmpty();
    }

    public int seriesCount() {
        return seriesCount;
    }

    public int sampleCount() {
        return sampleCount;
    }

    /** Whether the series have fingerprints. */
    public boolean hasFingerprints() {
        return hasFingerprints;
    }

    public long fingerprintHigh(int series) {
        return fingerprints[2 * series];
    }

    public long fingerprintLow(int series) {
        return fingerprints[2 * series + 1];
    }

    /** The bytes that label ranges point into; not to be changed. */
    public byte[] labelBuffer() {
        askForLabels();
        return labelBuffer;
    }

    public int labelStart(int series) {
        askForLabels();
        return labelStart[series];
    }

    public int labelEnd(int series) {
        askForLabels();
        return labelEnd[series];
    }

    private void askForLabels() {
        LabelSource asked = source;
        if (asked != null) {
            source = null;
            asked.placeLabels(this);
        }
    }

    /**
     * The labels of a series as strings.
     *
     * @throws MuninnException of kind BAD_INPUT as {@link LabelBytes#decode}
     */
    public Labels labels(int series) {
        byte[] buffer = labelBuffer();
        return LabelBytes.decode(buffer, labelStart[series], labelEnd[series] - labelStart[series]);
    }

    public int firstSample(int series) {
        return series == 0 ? 0 : endSample[series - 1];
    }

    public int endSample(int series) {
        return endSample[series];
    }

    public long timestamp(int sample) {
        return timestamps[sample];
    }

    public double value(int sample) {
        return values[sample];
    }

    public @Nullable NativeHistogram histogram(int sample) {
        return histograms == null ? null : histograms[sample];
    }

    public boolean hasHistograms() {
        return histograms != null;
    }

    /** Whether any sample may have a start time. */
    public boolean hasStartTimestamps() {
        return startTimestamps != null;
    }

    /** The start time of a sample in milliseconds, 0 where unknown. */
    public long startTimestamp(int sample) {
        return startTimestamps == null ? 0 : startTimestamps[sample];
    }

    /** The exemplars, by series index ascending. */
    public List<SeriesExemplar> exemplars() {
        return exemplars;
    }

    public List<MetricMetadata> metadata() {
        return metadata;
    }
}
