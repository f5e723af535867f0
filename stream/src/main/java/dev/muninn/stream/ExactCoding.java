package dev.muninn.stream;

/** Values bit by bit, as the difference from the one before: unchanged ones take a byte. */
record ExactCoding() implements Coding {

    static final ExactCoding INSTANCE = new ExactCoding();

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
