package dev.muninn.stream;

import dev.muninn.model.Staleness;

/** Values as they are, which needs nothing of what was written before. */
record PlainCoding() implements Coding {

    static final PlainCoding INSTANCE = new PlainCoding();

    @Override
    public int number() {
        return 0;
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
        out.f64(value);
        return base;
    }

    @Override
    public void putBase(BinaryBuffer out, double base) {
        out.f64(base);
    }
}
