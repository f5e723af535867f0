package dev.muninn.stream;

import dev.muninn.model.Staleness;

/** Values bit by bit, as the difference from the one before: unchanged ones take a byte. */
record ExactCoding() implements Coding {

    static final ExactCoding INSTANCE = new ExactCoding();

    @Override
    public int number() {
        return 1;
    }

    @Override
    public boolean takes(double value) {
        return !Staleness.isMarker(value);
    }

    @Override
    public double seen(int query, double value) {
        return value;
    }

    @Override
    public double put(BinaryBuffer out, int query, double value, double base) {
        out.xor(value, base);
        return value;
    }

    @Override
    public void putBase(BinaryBuffer out, double base) {
        out.f64(base);
    }
}
