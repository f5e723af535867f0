package dev.muninn.ingest.exposition;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import org.jspecify.annotations.Nullable;

/** The name and labels of a sample as they are written; points into the exposition. */
public final class SeriesText {

    private final LabelDialect dialect;
    private final TextCursor cursor = new TextCursor();
    private final LabelReader reader = new LabelReader();
    private byte[] bytes = {};
    private int start;
    private int end;
    private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;

    SeriesText(LabelDialect dialect) {
        this.dialect = dialect;
    }

    void set(byte[] newBytes, int from, int to, MetricMetadata.Type newType) {
        bytes = newBytes;
        start = from;
        end = to;
        type = newType;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** The type in force, on which the labels depend as well as on the text. */
    public MetricMetadata.Type type() {
        return type;
    }

    /**
     * The labels, with the metric's name among them.
     *
     * @throws MuninnException of kind BAD_INPUT if they are malformed or a name occurs twice
     */
    public Labels labels() {
        cursor.reset(bytes, 0, end);
        cursor.at = start;
        @Nullable String name = null;
        if (cursor.skipMetricName()) {
            name = cursor.utf8(start, cursor.at);
            dialect.skipBlanks(cursor);
        }
        if (name != null && cursor.at == end) {
            return Labels.of(Labels.METRIC_NAME, name);
        }
        cursor.at++;
        Labels labels = reader.read(cursor, dialect, name, type);
        if (cursor.at != end) {
            throw cursor.refused("labels end inside a text");
        }
        return labels;
    }
}
