package dev.muninn.stream.coding;

/** Values bit by bit, as the difference from the one before: unchanged ones take a byte. */
public record ExactCoding() implements Coding {

    public static final ExactCoding INSTANCE = new ExactCoding();

    @Override
    public int number() {
        return 1;
    }

    @Override
    public double put(BinaryBuffer out, int query, double value, double base) {
        out.xor(value, base);
        return value;
    }
}
