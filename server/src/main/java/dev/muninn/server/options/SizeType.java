package dev.muninn.server.options;

import java.util.List;
import java.util.Locale;

/** Amounts of bytes: {@code 64MB} is 64,000,000 of them, {@code 64MiB} is 67,108,864. */
record SizeType(long least, long most) implements OptionType<Long> {

    private record Unit(String name, long bytes) {}

    /** Longest names first, so that "MiB" is not taken for "B". */
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("TiB", 1L << 40),
                    new Unit("GiB", 1L << 30),
                    new Unit("MiB", 1L << 20),
                    new Unit("KiB", 1L << 10),
                    new Unit("TB", 1_000_000_000_000L),
                    new Unit("GB", 1_000_000_000L),
                    new Unit("MB", 1_000_000L),
                    new Unit("kB", 1_000L),
                    new Unit("B", 1L));

    @Override
    public String form() {
        return "a size such as 64MB or 1GiB, from " + print(least) + " to " + print(most);
    }

    @Override
    public Long parse(String text) {
        long bytes = bytes(text);
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException("out of range");
        }
        return bytes;
    }

    private static long bytes(String text) {
        if (text.equals("0")) {
            return 0;
        }
        for (Unit unit : UNITS) {
            int end = text.length() - unit.name().length();
            if (end > 0 && text.substring(end).equalsIgnoreCase(unit.name())) {
                try {
                    return Math.multiplyExact(
                            Long.parseLong(text.substring(0, end).strip()), unit.bytes());
                } catch (ArithmeticException e) {
                    throw new IllegalArgumentException("too large", e);
                }
            }
        }
        throw new IllegalArgumentException("no unit");
    }

    @Override
    public String print(Long value) {
        if (value == 0) {
            return "0B";
        }
        Unit largest = UNITS.getLast();
        for (Unit unit : UNITS) {
            if (value % unit.bytes() == 0 && unit.bytes() > largest.bytes()) {
                largest = unit;
            }
        }
        return String.format(Locale.ROOT, "%d%s", value / largest.bytes(), largest.name());
    }
}
