package dev.muninn.testkit;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes Prometheus remote write 2.0 requests, not yet compressed: call {@link #series}, then what
 * belongs to it, then {@link #encode}.
 */
public final class RemoteWrite2Encoder {

    private final Map<String, Integer> symbols = new LinkedHashMap<>();
    private final ProtobufWriter allSeries = new ProtobufWriter();
    private final ProtobufWriter series = new ProtobufWriter();
    private final ProtobufWriter part = new ProtobufWriter();
    private boolean hasSeries;

    public RemoteWrite2Encoder() {
        symbol("");
    }

    private int symbol(String text) {
        Integer known = symbols.putIfAbsent(text, symbols.size());
        return known == null ? symbols.size() - 1 : known;
    }

    /** Starts a series; what is added next is its. */
    public RemoteWrite2Encoder series(Labels labels) {
        finishSeries();
        hasSeries = true;
        writeReferences(series, labels);
        return this;
    }

    private void writeReferences(ProtobufWriter to, Labels labels) {
        ProtobufWriter references = new ProtobufWriter();
        for (Label label : labels.toList()) {
            references.varint(symbol(label.name()));
            references.varint(symbol(label.value()));
        }
        to.messageField(1, references);
    }

    public RemoteWrite2Encoder sample(long timestampMillis, double value) {
        return sample(timestampMillis, value, 0);
    }

    /** Adds a sample of a counter that began at {@code startMillis}; 0 means unknown. */
    public RemoteWrite2Encoder sample(long timestampMillis, double value, long startMillis) {
        part.clear();
        part.doubleField(1, value);
        part.varintField(2, timestampMillis);
        if (startMillis != 0) {
            part.varintField(3, startMillis);
        }
        series.messageField(2, part);
        return this;
    }

    /** Adds a histogram with integer counts, which the given ones must be. */
    public RemoteWrite2Encoder histogram(long timestampMillis, NativeHistogram histogram) {
        part.clear();
        HistogramFields.writeInteger(part, histogram, timestampMillis);
        series.messageField(3, part);
        return this;
    }

    public RemoteWrite2Encoder exemplar(Exemplar exemplar) {
        part.clear();
        writeReferences(part, exemplar.labels());
        part.doubleField(2, exemplar.value());
        part.varintField(3, exemplar.timestampMillis());
        series.messageField(4, part);
        return this;
    }

    /** Adds what is known of the series' metric. */
    public RemoteWrite2Encoder metadata(MetricMetadata.Type type, String help, String unit) {
        part.clear();
        part.varintField(1, type.ordinal());
        part.varintField(3, symbol(help));
        part.varintField(4, symbol(unit));
        series.messageField(5, part);
        return this;
    }

    /** The request's bytes; afterwards the encoder is empty. */
    public byte[] encode() {
        finishSeries();
        ProtobufWriter request = new ProtobufWriter();
        for (String symbol : symbols.keySet()) {
            request.stringField(4, symbol);
        }
        byte[] encodedSeries = allSeries.toByteArray();
        request.raw(encodedSeries, encodedSeries.length);
        allSeries.clear();
        symbols.clear();
        symbol("");
        return request.toByteArray();
    }

    private void finishSeries() {
        if (hasSeries) {
            allSeries.messageField(5, series);
            series.clear();
            hasSeries = false;
        }
    }
}
