package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of a histogram with explicit bounds; read into again and again. */
final class HistogramPoint {

    private static final int START = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIME = 3 << 3 | ProtobufCursor.FIXED64;
    private static final int COUNT = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int SUM = 5 << 3 | ProtobufCursor.FIXED64;
    private static final int BUCKETS = 6 << 3 | ProtobufCursor.BYTES;
    private static final int BUCKET = 6 << 3 | ProtobufCursor.FIXED64;
    private static final int BOUNDS = 7 << 3 | ProtobufCursor.BYTES;
    private static final int BOUND = 7 << 3 | ProtobufCursor.FIXED64;
    private static final int EXEMPLAR = 8 << 3 | ProtobufCursor.BYTES;
    private static final int ATTRIBUTE = 9 << 3 | ProtobufCursor.BYTES;
    private static final int FLAGS = 10 << 3 | ProtobufCursor.VARINT;

    final AttributeRun attributes = new AttributeRun();
    final ExemplarRanges exemplars = new ExemplarRanges();
    final Column buckets = new Column();
    final Column bounds = new Column();
    long startNanos;
    long timeNanos;
    double count;
    double sum;
    boolean hasSum;
    boolean isEnd;

    /** Reads the message that was entered. */
    void read(ProtobufCursor in) {
        clear();
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            switch (tag) {
                case START -> startNanos = in.fixed64();
                case TIME -> timeNanos = in.fixed64();
                case COUNT -> count = (double) in.fixed64();
                case SUM -> {
                    sum = in.readDouble();
                    hasSum = true;
                }
                case BUCKETS -> buckets.takeFixed(in);
                case BUCKET -> buckets.add((double) in.fixed64());
                case BOUNDS -> bounds.takeDoubles(in);
                case BOUND -> bounds.add(in.readDouble());
                case EXEMPLAR -> exemplars.take(in);
                case ATTRIBUTE -> attributes.take(in, tagStart);
                case FLAGS -> isEnd = Tags.isEnd(in.varint());
                default -> in.skip(tag);
            }
        }
    }

    private void clear() {
        attributes.clear();
        exemplars.clear();
        buckets.clear();
        bounds.clear();
        startNanos = 0;
        timeNanos = 0;
        count = 0;
        sum = 0;
        hasSum = false;
        isEnd = false;
    }

    /** Count, sum, and the buckets' own counts: what adds up from point to point. */
    double[] totals() {
        double[] totals = new double[buckets.size() + 2];
        totals[0] = count;
        totals[1] = sum;
        System.arraycopy(buckets.values(), 0, totals, 2, buckets.size());
        return totals;
    }

    /** Takes totals in place of the point's own. */
    void become(double[] totals) {
        count = totals[0];
        sum = totals[1];
        System.arraycopy(totals, 2, buckets.values(), 0, buckets.size());
    }
}
