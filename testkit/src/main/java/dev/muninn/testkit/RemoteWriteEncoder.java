package dev.muninn.testkit;

import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;

/**
 * Encodes Prometheus remote write 1.0 requests, not yet compressed: call {@link #series}, then what
 * belongs to it, then {@link #encode}.
 */
public final class RemoteWriteEncoder {

    private final ProtobufWriter request = new ProtobufWriter();
    private final ProtobufWriter series = new ProtobufWriter();
    private final ProtobufWriter part = new ProtobufWriter();
    private boolean hasSeries;

    /** Starts a series; samples, histograms and exemplars added next are its. */
    public RemoteWriteEncoder series(Labels labels) {
        return series(LabelBytes.encode(labels));
    }

    /** Starts a series by {@link LabelBytes}, as they are. */
    public RemoteWriteEncoder series(byte[] labels) {
        finishSeries();
        hasSeries = true;
        series.raw(labels, labels.length);
        return this;
    }

    public RemoteWriteEncoder sample(long timestampMillis, double value) {
        part.clear();
        part.doubleField(1, value);
        part.varintField(2, timestampMillis);
        series.messageField(2, part);
        return this;
    }

    public RemoteWriteEncoder exemplar(Exemplar exemplar) {
        part.clear();
        byte[] labels = LabelBytes.encode(exemplar.labels());
        part.raw(labels, labels.length);
        part.doubleField(2, exemplar.value());
        part.varintField(3, exemplar.timestampMillis());
        series.messageField(3, part);
        return this;
    }

    /** Adds a histogram with integer counts, which the given ones must be. */
    public RemoteWriteEncoder histogram(long timestampMillis, NativeHistogram histogram) {
        part.clear();
        HistogramFields.writeInteger(part, histogram, timestampMillis);
        series.messageField(4, part);
        return this;
    }

    /** Adds a histogram with floating-point counts. */
    public RemoteWriteEncoder floatHistogram(long timestampMillis, NativeHistogram histogram) {
        part.clear();
        HistogramFields.writeFloat(part, histogram, timestampMillis);
        series.messageField(4, part);
        return this;
    }

    public RemoteWriteEncoder metadata(MetricMetadata metadata) {
        finishSeries();
        part.clear();
        part.varintField(1, metadata.type().ordinal());
        part.stringField(2, metadata.metric());
        part.stringField(4, metadata.help());
        part.stringField(5, metadata.unit());
        request.messageField(3, part);
        return this;
    }

    /** The request's bytes; afterwards the encoder is empty. */
    public byte[] encode() {
        finishSeries();
        byte[] encoded = request.toByteArray();
        request.clear();
        return encoded;
    }

    private void finishSeries() {
        if (hasSeries) {
            request.messageField(1, series);
            series.clear();
            hasSeries = false;
        }
    }
}
