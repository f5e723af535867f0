package dev.muninn.stream.coding;

import java.util.List;

/**
 * Values rounded to a query's digits behind the point (before it, where negative), written as the
 * difference of integers. A base is such an integer.
 */
public record RoundedCoding(List<Integer> digits) implements Coding {

    /** Up to here a double holds every integer. */
    private static final double MAX_INTEGER = 1L << 53;

    public RoundedCoding {
        digits = List.copyOf(digits);
    }

    @Override
    public int number() {
        return 2;
    }

    @Override
    public boolean takes(double value) {
        return Double.isFinite(value);
    }

    @Override
    public double seen(int query, double value) {
        if (!takes(value)) {
            return NONE;
        }
        int places = digits.get(query);
        double integer = integer(places, value);
        double seen =
                places >= 0 ? integer / Math.pow(10, places) : integer * Math.pow(10, -places);
        return seen == 0 ? 0 : seen;
    }

    /** Clamped: one absurd value must not be wrapped into a likely one. */
    private static double integer(int places, double value) {
        double scaled = places >= 0 ? value * Math.pow(10, places) : value / Math.pow(10, -places);
        return Math.rint(Math.clamp(scaled, -MAX_INTEGER, MAX_INTEGER));
    }

    @Override
    public double put(BinaryBuffer out, int query, double value, double base) {
        double integer = integer(digits.get(query), value);
        out.svarint((long) integer - (long) base);
        return integer;
    }

    @Override
    public void putBase(BinaryBuffer out, double base) {
        out.svarint((long) base);
    }
}
