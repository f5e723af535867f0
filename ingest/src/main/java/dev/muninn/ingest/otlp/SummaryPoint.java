package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of a summary. */
final class SummaryPoint extends DistributionPoint {

    private static final int QUANTILE_VALUE = 6 << 3 | ProtobufCursor.BYTES;

    private static final int QUANTILE = 1 << 3 | ProtobufCursor.FIXED64;
    private static final int VALUE = 2 << 3 | ProtobufCursor.FIXED64;

    final Column quantiles = new Column();
    final Column values = new Column();

    SummaryPoint() {
        super(7, 0, 8);
    }

    @Override
    void clear() {
        super.clear();
        quantiles.clear();
        values.clear();
    }

    @Override
    void readOwn(int tag, ProtobufCursor in) {
        if (tag == QUANTILE_VALUE) {
            readQuantile(in);
        } else {
            super.readOwn(tag, in);
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
