package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of a summary; read into again and again. */
final class SummaryPoint {

    private static final int START = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIME = 3 << 3 | ProtobufCursor.FIXED64;
    private static final int COUNT = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int SUM = 5 << 3 | ProtobufCursor.FIXED64;
    private static final int QUANTILE_VALUE = 6 << 3 | ProtobufCursor.BYTES;
    private static final int ATTRIBUTE = 7 << 3 | ProtobufCursor.BYTES;
    private static final int FLAGS = 8 << 3 | ProtobufCursor.VARINT;

    private static final int QUANTILE = 1 << 3 | ProtobufCursor.FIXED64;
    private static final int VALUE = 2 << 3 | ProtobufCursor.FIXED64;

    final AttributeRun attributes = new AttributeRun();
    final Column quantiles = new Column();
    final Column values = new Column();
    long startNanos;
    long timeNanos;
    double count;
    double sum;
    boolean isEnd;

    /** Reads the message that was entered. */
    void read(ProtobufCursor in) {
        attributes.clear();
        quantiles.clear();
        values.clear();
        startNanos = 0;
        timeNanos = 0;
        count = 0;
        sum = 0;
        isEnd = false;
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            switch (tag) {
                case START -> startNanos = in.fixed64();
                case TIME -> timeNanos = in.fixed64();
                case COUNT -> count = (double) in.fixed64();
                case SUM -> sum = in.readDouble();
                case QUANTILE_VALUE -> readQuantile(in);
                case ATTRIBUTE -> attributes.take(in, tagStart);
                case FLAGS -> isEnd = Tags.isEnd(in.varint());
                default -> in.skip(tag);
            }
        }
    }

    private void readQuantile(ProtobufCursor in) {
        double quantile = 0;
        double value = 0;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case QUANTILE -> quantile = in.readDouble();
                case VALUE -> value = in.readDouble();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        quantiles.add(quantile);
        values.add(value);
    }
}
