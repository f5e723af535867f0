package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;
import java.util.Arrays;
import java.util.HexFormat;

/** Where the exemplars of one point stand; confined to one thread. */
final class ExemplarRanges {

    private static final int TIME = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int DOUBLE = 3 << 3 | ProtobufCursor.FIXED64;
    private static final int SPAN = 4 << 3 | ProtobufCursor.BYTES;
    private static final int TRACE = 5 << 3 | ProtobufCursor.BYTES;
    private static final int INTEGER = 6 << 3 | ProtobufCursor.FIXED64;
    private static final int ATTRIBUTE = 7 << 3 | ProtobufCursor.BYTES;

    private int[] ranges = new int[8];
    private int count;
    private byte[] bytes = {};

    void clear() {
        count = 0;
    }

    /** Takes the field whose tag was just read. */
    void take(ProtobufCursor in) {
        int length = in.length();
        if (count + 2 > ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        bytes = in.bytes();
        ranges[count++] = in.position();
        ranges[count++] = in.position() + length;
        in.moveTo(in.position() + length);
    }

    /** Adds the exemplars to the series that the batch had last. */
    void addTo(WriteBatch batch, Naming naming) {
        for (int i = 0; i < count; i += 2) {
            ProtobufCursor in = new ProtobufCursor();
            in.reset(bytes, ranges[i], ranges[i + 1]);
            batch.addExemplar(read(in, naming));
        }
    }

    private static Exemplar read(ProtobufCursor in, Naming naming) {
        AttributeRun attributes = new AttributeRun();
        String trace = "";
        String span = "";
        double value = 0;
        long timeNanos = 0;
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            switch (tag) {
                case TIME -> timeNanos = in.fixed64();
                case DOUBLE -> value = in.readDouble();
                case INTEGER -> value = (double) in.fixed64();
                case TRACE -> trace = hex(in);
                case SPAN -> span = hex(in);
                case ATTRIBUTE -> attributes.take(in, tagStart);
                default -> in.skip(tag);
            }
        }
        Labels.Builder labels = naming.labels(AttributeReader.read(attributes));
        labels.set("trace_id", trace).set("span_id", span);
        return new Exemplar(labels.build(), value, Nanos.toMillis(timeNanos));
    }

    private static String hex(ProtobufCursor in) {
        int length = in.length();
        int from = in.position();
        in.moveTo(from + length);
        return HexFormat.of().formatHex(in.bytes(), from, from + length);
    }
}
