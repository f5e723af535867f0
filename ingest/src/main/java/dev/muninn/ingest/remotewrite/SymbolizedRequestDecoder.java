package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decodes {@code io.prometheus.write.v2.Request} of remote write 2.0, whose labels are references
 * into a table of symbols; confined to one thread.
 */
public final class SymbolizedRequestDecoder {

    /*
     * Every known sender writes all symbols before the series, and a series' references first and in
     * one packed field. Then the batch gets fingerprints, and labels only if they are asked for. What
     * is laid out otherwise (allowed by protobuf) makes the whole request be read again: its symbols
     * first, then with the references of each series gathered, and its labels written out at once.
     */

    private static final int SYMBOL = 4 << 3 | ProtobufCursor.BYTES;
    private static final int SERIES = 5 << 3 | ProtobufCursor.BYTES;

    /** Of exemplars. */
    private static final int PACKED_REFERENCES = 1 << 3 | ProtobufCursor.BYTES;

    private static final int REFERENCE = 1 << 3 | ProtobufCursor.VARINT;

    private static final int SAMPLE = 2 << 3 | ProtobufCursor.BYTES;
    private static final int HISTOGRAM = 3 << 3 | ProtobufCursor.BYTES;
    private static final int EXEMPLAR = 4 << 3 | ProtobufCursor.BYTES;
    private static final int METADATA = 5 << 3 | ProtobufCursor.BYTES;

    /** Of drafts of the protocol; the final one has a start timestamp per sample. */
    private static final int CREATED = 6 << 3 | ProtobufCursor.VARINT;

    private final ProtobufCursor in = new ProtobufCursor();
    private final Symbols symbols;
    private final ReferencedLabels labels;
    private final ReferencedSeries series;
    private final HistogramDecoder histogram = new HistogramDecoder();
    private final UsualSample usual = new UsualSample();
    private final BitSet described = new BitSet();
    private boolean inPlace;

    /**
     * A decoder of requests whose labels have at most so many bytes when written out.
     *
     * @param seed of fingerprints, alike in all decoders that write to one sink; known to nobody
     */
    public SymbolizedRequestDecoder(int maxLabelBytes, long seed) {
        TextHash hash = new TextHash(seed);
        symbols = new Symbols(hash);
        labels = new ReferencedLabels(symbols, maxLabelBytes);
        series = new ReferencedSeries(symbols, labels, maxLabelBytes, hash);
    }

    /**
     * Fills the emptied batch.
     *
     * @throws MuninnException of kind BAD_INPUT if the message is broken anywhere
     */
    public void decode(BodyBuffer body, WriteBatch into, Rejections rejections) {
        int firstSeries = readFirstSymbols(body);
        inPlace = true;
        if (!isReadInPlace(body, firstSeries, into, rejections)) {
            rejections.clear();
            readAllSymbols(body);
            inPlace = false;
            readRequest(body, 0, into, rejections);
        }
    }

    private boolean isReadInPlace(
            BodyBuffer body, int firstSeries, WriteBatch into, Rejections rejections) {
        try {
            return readRequest(body, firstSeries, into, rejections);
        } catch (MuninnException e) {
            // A reference may lead to a symbol further behind; what else is wrong is so once more.
            return false;
        }
    }

    /** Reads the series from one on; says no if another symbol or layout is among them. */
    private boolean readRequest(BodyBuffer body, int from, WriteBatch into, Rejections rejections) {
        into.clear();
        if (inPlace) {
            series.clear(body.bytes());
            into.useFingerprints(series);
        } else {
            labels.clear(body.bytes());
        }
        described.clear();
        in.reset(body.bytes(), from, body.length());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SERIES) {
                int outer = in.enter();
                if (!readSeries(into, rejections)) {
                    return false;
                }
                in.leave(outer);
            } else if (tag == SYMBOL && inPlace) {
                return false;
            } else {
                in.skip(tag);
            }
        }
        return true;
    }

    /** Reads the symbols before the first series; where that stands. */
    private int readFirstSymbols(BodyBuffer body) {
        symbols.clear(body.bytes());
        in.reset(body.bytes(), 0, body.length());
        while (in.hasMore()) {
            int start = in.position();
            int tag = in.tag();
            switch (tag) {
                case SYMBOL -> symbols.add(in);
                case SERIES -> {
                    return start;
                }
                default -> in.skip(tag);
            }
        }
        return body.length();
    }

    /** Reads all symbols, as nothing says that they come before the series. */
    private void readAllSymbols(BodyBuffer body) {
        symbols.clear(body.bytes());
        in.reset(body.bytes(), 0, body.length());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SYMBOL) {
                symbols.add(in);
            } else {
                in.skip(tag);
            }
        }
    }

    /** Reads one series; says no if its references must be gathered first. */
    private boolean readSeries(WriteBatch into, Rejections rejections) {
        if (inPlace) {
            if (in.peek() != ReferencedLabels.PACKED) {
                return false;
            }
            in.tag();
            series.read(in, into);
        } else {
            int start = in.position();
            labels.readAll(in);
            in.moveTo(start);
            into.attach(labels.bytes());
            into.addSeries(labels.start(), labels.end());
        }
        int firstSample = into.sampleCount();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SAMPLE -> readSample(into);
                case HISTOGRAM -> readHistogram(into, rejections);
                case EXEMPLAR -> readExemplar(into, rejections);
                case METADATA ->
                        readMetadata(into, inPlace ? series.metricName() : labels.metricName());
                case CREATED -> fillStartTimestamps(into, firstSample, in.varint());
                case ReferencedLabels.PACKED, ReferencedLabels.SINGLE -> {
                    if (inPlace) {
                        return false;
                    }
                    in.skip(tag);
                }
                default -> in.skip(tag);
            }
        }
        return true;
    }

    private void readSample(WriteBatch into) {
        if (usual.read(in)) {
            into.addSample(usual.timestampMillis(), usual.value());
            return;
        }
        int outer = in.enter();
        double value = 0;
        long timestampMillis = 0;
        long startMillis = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.FIXED64 -> value = in.readDouble();
                case 2 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                case 3 << 3 | ProtobufCursor.VARINT -> startMillis = in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        into.addSample(timestampMillis, value);
        if (startMillis != 0) {
            into.startedAt(startMillis);
        }
    }

    private void readHistogram(WriteBatch into, Rejections rejections) {
        int outer = in.enter();
        histogram.read(in);
        in.leave(outer);
        try {
            into.addHistogram(histogram.timestampMillis(), histogram.histogram());
            if (histogram.startMillis() != 0) {
                into.startedAt(histogram.startMillis());
            }
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_HISTOGRAM, 1, String.valueOf(e.getMessage()));
        }
    }

    private static void fillStartTimestamps(WriteBatch into, int firstSample, long startMillis) {
        for (int i = firstSample; i < into.sampleCount() && startMillis != 0; i++) {
            if (into.startTimestamp(i) == 0) {
                into.startedAt(i, startMillis);
            }
        }
    }

    private void readExemplar(WriteBatch into, Rejections rejections) {
        int outer = in.enter();
        List<String> texts = new ArrayList<>();
        double value = 0;
        long timestampMillis = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case PACKED_REFERENCES -> {
                    int list = in.enter();
                    while (in.hasMore()) {
                        texts.add(symbols.text(in.varint()));
                    }
                    in.leave(list);
                }
                case REFERENCE -> texts.add(symbols.text(in.varint()));
                case 2 << 3 | ProtobufCursor.FIXED64 -> value = in.readDouble();
                case 3 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        try {
            Labels exemplarLabels = Labels.of(texts.toArray(String[]::new));
            into.addExemplar(new Exemplar(exemplarLabels, value, timestampMillis));
        } catch (IllegalArgumentException e) {
            rejections.add(Append.INVALID_LABELS, 1, "exemplar: " + e.getMessage());
        }
    }

    /** Every series brings its metadata; one series of each metric is enough. */
    private void readMetadata(WriteBatch into, int metricName) {
        int outer = in.enter();
        MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;
        long help = 0;
        long unit = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.VARINT -> type = MetadataTypes.of(in.varint());
                case 3 << 3 | ProtobufCursor.VARINT -> help = in.varint();
                case 4 << 3 | ProtobufCursor.VARINT -> unit = in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        boolean saysSomething = type != MetricMetadata.Type.UNKNOWN || help != 0 || unit != 0;
        if (metricName >= 0 && saysSomething && !described.get(metricName)) {
            described.set(metricName);
            into.addMetadata(
                    new MetricMetadata(
                            MetadataTypes.family(symbols.text(metricName), type),
                            type,
                            help == 0 ? "" : symbols.text(help),
                            unit == 0 ? "" : symbols.text(unit)));
        }
    }
}
