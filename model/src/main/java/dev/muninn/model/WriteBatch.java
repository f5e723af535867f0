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
 */
public final class WriteBatch {

    /** An exemplar of the series with the given index. */
    public record SeriesExemplar(int series, Exemplar exemplar) {}

    private byte[] labelBuffer = new byte[1024];
    private int labelBytes;
    private boolean attached;

    private int[] labelStart = new int[64];
    private int[] labelEnd = new int[64];
    private int[] endSample = new int[64];
    private int seriesCount;

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
        sampleCount = 0;
        histograms = null;
        startTimestamps = null;
        exemplars.clear();
        metadata.clear();
    }

    /**
     * Lets {@link #addSeries(int, int)} point into {@code buffer}, which must not change until the
     * batch is written or cleared. Only for an empty batch, or in place of a shorter buffer with
     * the same bytes.
     */
    public void attach(byte[] buffer) {
        if (seriesCount > 0 && !attached) {
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
        if (attached) {
            throw new IllegalStateException("batch has an attached buffer");
        }
        int end = labelBytes + to - from;
        if (end > labelBuffer.length) {
            labelBuffer = Arrays.copyOf(labelBuffer, Math.max(end, 2 * labelBuffer.length));
        }
        System.arraycopy(buffer, from, labelBuffer, labelBytes, to - from);
        addSeries(labelBytes, end);
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

    /** The bytes that label ranges point into; not to be changed. */
    public byte[] labelBuffer() {
        return labelBuffer;
    }

    public int labelStart(int series) {
        return labelStart[series];
    }

    public int labelEnd(int series) {
        return labelEnd[series];
    }

    /**
     * The labels of a series as strings.
     *
     * @throws MuninnException of kind BAD_INPUT as {@link LabelBytes#decode}
     */
    public Labels labels(int series) {
        return LabelBytes.decode(
                labelBuffer, labelStart[series], labelEnd[series] - labelStart[series]);
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
