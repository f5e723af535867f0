package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Utf8;
import java.nio.ByteBuffer;

/** A series of a metric family in protobuf; confined to one thread. */
final class FamilySeries implements WrittenSeries {

    /*
     * The key holds what tells series apart: the length of the family's name, the name, the label
     * fields of the metric as they stand on the wire, and the bound of a bucket or quantile. The
     * part a series is of its metric salts the hash.
     */

    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final BodyBuffer key = new BodyBuffer();
    private final ProtobufCursor cursor = new ProtobufCursor();
    private final LabelPairs pairs = new LabelPairs();
    private int nameEnd;
    private int labelsEnd;
    private SeriesPart part = SeriesPart.VALUE;
    private double bound;

    /** Begins a family; its name is a range of the exposition. */
    void family(byte[] bytes, int nameStart, int nameLength) {
        key.clear();
        key.append(number.clear().putInt(nameLength).flip());
        append(bytes, nameStart, nameLength);
        nameEnd = key.length();
        metric();
    }

    /** Begins a metric of the family. */
    void metric() {
        labelsEnd = nameEnd;
        key.length(nameEnd);
    }

    /** Adds a field with a label of the metric, tag included. */
    void label(byte[] bytes, int tagStart, int end) {
        append(bytes, tagStart, end - tagStart);
        labelsEnd = key.length();
    }

    private void append(byte[] bytes, int from, int count) {
        int length = key.length();
        System.arraycopy(bytes, from, key.reserve(length + count), length, count);
        key.length(length + count);
    }

    /** The series of a part that every metric has once. */
    FamilySeries part(SeriesPart newPart) {
        key.length(labelsEnd);
        part = newPart;
        return this;
    }

    /** The series of a bucket or quantile. */
    FamilySeries part(SeriesPart newPart, double newBound) {
        part(newPart);
        bound = newBound;
        key.append(number.clear().putDouble(bound).flip());
        return this;
    }

    @Override
    public void hash(TextHash into) {
        into.take(key.bytes(), 0, key.length(), part.ordinal());
    }

    @Override
    public Labels labels() {
        String name = Utf8.text(key.bytes(), Integer.BYTES, nameEnd);
        if (name.isEmpty()) {
            throw MuninnException.badInput("metric family without a name");
        }
        pairs.clear();
        pairs.add(Labels.METRIC_NAME, name + part.suffix);
        cursor.reset(key.bytes(), nameEnd, labelsEnd);
        while (cursor.hasMore()) {
            cursor.tag();
            pairs.take(cursor);
        }
        if (part.hasBound()) {
            pairs.add(part.boundLabel, GoFloat.format(bound));
        }
        return pairs.labels();
    }
}
