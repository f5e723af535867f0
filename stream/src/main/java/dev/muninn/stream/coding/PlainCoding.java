package dev.muninn.stream.coding;

/** Values as they are, which needs nothing of what was written before. */
public record PlainCoding() implements Coding {

    public static final PlainCoding INSTANCE = new PlainCoding();

    @Override
    public int number() {
        return 0;
    }

    @Override
    public double put(BinaryBuffer out, int query, double value, double base) {
        out.f64(value);
        return base;
    }
}
