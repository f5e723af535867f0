package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** What points have that sum up many observations. */
abstract sealed class DistributionPoint extends Point
        permits HistogramPoint, ExponentialPoint, SummaryPoint {

    private static final int COUNT = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int SUM = 5 << 3 | ProtobufCursor.FIXED64;

    double count;
    double sum;
    boolean hasSum;

    DistributionPoint(int attributeField, int exemplarField, int flagsField) {
        super(attributeField, exemplarField, flagsField);
    }

    @Override
    void clear() {
        count = 0;
        sum = 0;
        hasSum = false;
    }

    @Override
    void readOwn(int tag, ProtobufCursor in) {
        switch (tag) {
            case COUNT -> count = (double) in.fixed64();
            case SUM -> {
                sum = in.readDouble();
                hasSum = true;
            }
            default -> in.skip(tag);
        }
    }
}
