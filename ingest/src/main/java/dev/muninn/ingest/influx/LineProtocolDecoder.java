package dev.muninn.ingest.influx;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;

/**
 * Decodes line protocol, {@code measurement,tag=value field=1,other=2 timestamp}; confined to one
 * thread.
 *
 * <p>A field becomes a series of the metric {@code measurement_field}, or {@code measurement} where
 * the field is called {@code value}; tags become labels. Numbers and truth values are stored, texts
 * are not samples and passed over. A line that is broken is rejected alone.
 */
public final class LineProtocolDecoder {

    private final LineCursor line = new LineCursor();

    /**
     * Fills the emptied batch.
     *
     * @param nowMillis the time of lines without one
     * @param extraLabels labels of every series, over the line's own
     */
    public void decode(
            BodyBuffer body,
            Precision precision,
            long nowMillis,
            Labels extraLabels,
            WriteBatch into,
            Rejections rejections) {
        into.clear();
        int start = 0;
        int number = 1;
        while (start < body.length()) {
            int end = lineEnd(body, start);
            line.reset(body.bytes(), start, end);
            line.skipBlanks();
            if (line.hasMore() && line.peek() != '#') {
                readLine(precision, nowMillis, extraLabels, into, rejections, number);
            }
            start = end + 1;
            number++;
        }
    }

    /** The end of a line; a line break inside quotes does not end it. */
    private static int lineEnd(BodyBuffer body, int start) {
        byte[] bytes = body.bytes();
        boolean quoted = false;
        boolean inFields = false;
        for (int i = start; i < body.length(); i++) {
            byte b = bytes[i];
            if (b == '\\') {
                i++;
            } else if (b == ' ' && !quoted) {
                inFields = true;
            } else if (b == '"' && inFields) {
                quoted = !quoted;
            } else if (b == '\n' && !quoted) {
                return i;
            }
        }
        return body.length();
    }

    private void readLine(
            Precision precision,
            long nowMillis,
            Labels extraLabels,
            WriteBatch into,
            Rejections rejections,
            int number) {
        try {
            LineFields fields = LineFields.read(line);
            long millis =
                    fields.timestamp() == LineFields.NO_TIMESTAMP
                            ? nowMillis
                            : precision.toMillis(fields.timestamp());
            for (LineFields.Field field : fields.fields()) {
                into.addSeries(labels(fields, field, extraLabels));
                into.addSample(millis, field.value());
            }
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_LABELS, 1, "line " + number + ": " + e.getMessage());
        }
    }

    private static Labels labels(LineFields fields, LineFields.Field field, Labels extraLabels) {
        Labels.Builder labels = fields.tags().toBuilder();
        extraLabels.toList().forEach(label -> labels.set(label.name(), label.value()));
        String metric =
                field.name().equals("value")
                        ? fields.measurement()
                        : fields.measurement() + "_" + field.name();
        return labels.set(Labels.METRIC_NAME, metric).build();
    }
}
