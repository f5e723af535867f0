package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import org.jspecify.annotations.Nullable;

/** The name and labels of a sample as they are written; points into the exposition. */
final class SeriesText implements WrittenSeries {

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

    @Override
    public void hash(TextHash into) {
        // Dialect and type decide what is allowed and how bounds are written.
        into.take(bytes, start, end, dialect.ordinal() << Byte.SIZE | type.ordinal());
    }

    @Override
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
