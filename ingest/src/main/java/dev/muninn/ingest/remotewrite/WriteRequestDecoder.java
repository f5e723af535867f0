package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;

/** Decodes {@code prometheus.WriteRequest} of remote write 1.0; confined to one thread. */
public final class WriteRequestDecoder {

    /*
     * Every known sender writes a series' labels first and side by side. Then the batch only points
     * at them in the body. The first series that is laid out otherwise (allowed by protobuf) makes
     * the whole request be read again with its labels gathered and copied.
     */

    private static final int SERIES = 1 << 3 | ProtobufCursor.BYTES;
    private static final int METADATA = 3 << 3 | ProtobufCursor.BYTES;

    private static final int SAMPLE = 2 << 3 | ProtobufCursor.BYTES;
    private static final int EXEMPLAR = 3 << 3 | ProtobufCursor.BYTES;
    private static final int HISTOGRAM = 4 << 3 | ProtobufCursor.BYTES;

    private final ProtobufCursor in = new ProtobufCursor();
    private final HistogramDecoder histogram = new HistogramDecoder();
    private final ScatteredLabels scattered = new ScatteredLabels();
    private final UsualLabels usualLabels = new UsualLabels();
    private final UsualSample usual = new UsualSample();
    private boolean inPlace;

    /**
     * Fills the emptied batch, which then points into the body: keep both until it is written.
     *
     * @throws MuninnException of kind BAD_INPUT if the message is broken anywhere
     */
    public void decode(BodyBuffer body, WriteBatch into, Rejections rejections) {
        into.clear();
        into.attach(body.bytes());
        inPlace = true;
        if (!readRequest(body, into, rejections)) {
            into.clear();
            rejections.clear();
            inPlace = false;
            readRequest(body, into, rejections);
        }
    }

    private boolean readRequest(BodyBuffer body, WriteBatch into, Rejections rejections) {
        in.reset(body.bytes(), 0, body.length());
        usualLabels.clear();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SERIES -> {
                    int outer = in.enter();
                    if (!readSeries(into, rejections)) {
                        return false;
                    }
                    in.leave(outer);
                }
                case METADATA -> {
                    int outer = in.enter();
                    into.addMetadata(readMetadata());
                    in.leave(outer);
                }
                default -> in.skip(tag);
            }
        }
        return true;
    }

    /** Reads one series; says no if its labels must be gathered first. */
    private boolean readSeries(WriteBatch into, Rejections rejections) {
        int start = in.position();
        if (inPlace) {
            if (!skipPlainLabels()) {
                return false;
            }
            into.addSeries(start, in.position());
        } else {
            into.addSeries(scattered.gather(in));
            in.moveTo(start);
        }
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SAMPLE -> readSample(into);
                case HISTOGRAM -> readHistogram(into, rejections);
                case EXEMPLAR -> readExemplar(into, rejections);
                case ScatteredLabels.LABEL -> {
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

    /** Passes the labels at the series' start; says no if one has fields that labels do not. */
    private boolean skipPlainLabels() {
        in.moveTo(usualLabels.end(in.bytes(), in.position(), in.end()));
        while (in.peek() == ScatteredLabels.LABEL) {
            in.tag();
            int outer = in.enter();
            while (in.hasMore()) {
                int tag = in.tag();
                if (tag != ScatteredLabels.NAME && tag != ScatteredLabels.VALUE) {
                    return false;
                }
                in.skip(tag);
            }
            in.leave(outer);
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
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.FIXED64 -> value = in.readDouble();
                case 2 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        into.addSample(timestampMillis, value);
    }

    private void readHistogram(WriteBatch into, Rejections rejections) {
        int outer = in.enter();
        histogram.read(in);
        in.leave(outer);
        try {
            into.addHistogram(histogram.timestampMillis(), histogram.histogram());
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_HISTOGRAM, 1, String.valueOf(e.getMessage()));
        }
    }

    private void readExemplar(WriteBatch into, Rejections rejections) {
        int outer = in.enter();
        int start = in.position();
        byte[] labels = scattered.gather(in);
        in.moveTo(start);
        double value = 0;
        long timestampMillis = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 2 << 3 | ProtobufCursor.FIXED64 -> value = in.readDouble();
                case 3 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        try {
            Labels decoded = LabelBytes.decode(labels, 0, labels.length);
            into.addExemplar(new Exemplar(decoded, value, timestampMillis));
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_LABELS, 1, "exemplar: " + e.getMessage());
        }
    }

    private MetricMetadata readMetadata() {
        MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;
        String metric = "";
        String help = "";
        String unit = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.VARINT -> type = MetadataTypes.of(in.varint());
                case 2 << 3 | ProtobufCursor.BYTES -> metric = in.readText();
                case 4 << 3 | ProtobufCursor.BYTES -> help = in.readText();
                case 5 << 3 | ProtobufCursor.BYTES -> unit = in.readText();
                default -> in.skip(tag);
            }
        }
        return new MetricMetadata(metric, type, help, unit);
    }
}
