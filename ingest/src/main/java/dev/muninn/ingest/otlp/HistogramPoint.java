package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of a histogram with explicit bounds. */
final class HistogramPoint extends DistributionPoint {

    private static final int BUCKETS = 6 << 3 | ProtobufCursor.BYTES;
    private static final int BUCKET = 6 << 3 | ProtobufCursor.FIXED64;
    private static final int BOUNDS = 7 << 3 | ProtobufCursor.BYTES;
    private static final int BOUND = 7 << 3 | ProtobufCursor.FIXED64;

    final Column buckets = new Column();
    final Column bounds = new Column();

    HistogramPoint() {
        super(9, 8, 10);
    }

    @Override
    void clear() {
        super.clear();
        buckets.clear();
        bounds.clear();
    }

    @Override
    void readOwn(int tag, ProtobufCursor in) {
        switch (tag) {
            case BUCKETS -> buckets.takeFixed(in);
            case BUCKET -> buckets.add((double) in.fixed64());
            case BOUNDS -> bounds.takeDoubles(in);
            case BOUND -> bounds.add(in.readDouble());
            default -> super.readOwn(tag, in);
        }
    }

    /** Count, sum, and the buckets' own counts: what adds up from point to point. */
    Totals totals() {
        double[] totals = new double[buckets.size() + 2];
        totals[0] = count;
        totals[1] = sum;
        System.arraycopy(buckets.values(), 0, totals, 2, buckets.size());
        return new Totals(totals);
    }

    /** Takes totals in place of the point's own. */
    void become(Totals totals) {
        count = totals.get(0);
        sum = totals.get(1);
        System.arraycopy(totals.values(), 2, buckets.values(), 0, buckets.size());
    }
}
