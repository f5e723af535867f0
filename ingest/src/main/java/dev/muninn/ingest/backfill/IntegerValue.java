package dev.muninn.ingest.backfill;

import java.util.function.ToLongFunction;

/** An integer of which first the value, then its change, then the change of that is written. */
final class IntegerValue implements ChunkNumber {

    private final ToLongFunction<BitReader> first;
    private long value;
    private long delta;

    private IntegerValue(ToLongFunction<BitReader> first) {
        this.first = first;
    }

    /** A count, whose first value has no sign. */
    static IntegerValue count() {
        return new IntegerValue(BitReader::unsignedInteger);
    }

    /** The distance of a bucket's count from that of the bucket before. */
    static IntegerValue distance() {
        return new IntegerValue(BitReader::integer);
    }

    @Override
    public void readFirst(BitReader in) {
        value = first.applyAsLong(in);
    }

    @Override
    public void readNext(BitReader in, int index) {
        delta = index == 1 ? in.integer() : delta + in.integer();
        value += delta;
    }

    @Override
    public double value() {
        return (double) value;
    }
}
