package dev.muninn.ingest.wire;

/**
 * The buckets of one sign of a native histogram, as they come in protobuf messages: spans, and
 * either counts or what each count differs by from the one before. Confined to one thread.
 */
public final class BucketParts {

    private final RepeatedNumbers spans = new RepeatedNumbers();
    private final RepeatedNumbers deltas = new RepeatedNumbers();
    private final RepeatedNumbers counts = new RepeatedNumbers();

    public void clear() {
        spans.clear();
        deltas.clear();
        counts.clear();
    }

    public boolean hasSpans() {
        return !spans.isEmpty();
    }

    public void takeSpan(ProtobufCursor in) {
        spans.takeSpan(in);
    }

    public void takeDelta(ProtobufCursor in) {
        deltas.add(in.zigzag());
    }

    public void takeDeltas(ProtobufCursor in) {
        deltas.takeZigzags(in);
    }

    public void takeCount(ProtobufCursor in) {
        counts.add(in.fixed64());
    }

    public void takeCounts(ProtobufCursor in) {
        counts.takeFixed(in);
    }

    int[] spans() {
        return spans.toInts();
    }

    double[] counts() {
        return counts.toDoubles();
    }

    double[] countsOfDeltas() {
        return deltas.toRunningSums();
    }
}
