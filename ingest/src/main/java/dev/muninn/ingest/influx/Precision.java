package dev.muninn.ingest.influx;

import dev.muninn.model.MuninnException;

/** The unit of the timestamps in a request. */
public enum Precision {
    NANOSECONDS(1, 1_000_000),
    MICROSECONDS(1, 1_000),
    MILLISECONDS(1, 1),
    SECONDS(1_000, 1),
    MINUTES(60_000, 1),
    HOURS(3_600_000, 1);

    private final long factor;
    private final long divisor;

    Precision(long factor, long divisor) {
        this.factor = factor;
        this.divisor = divisor;
    }

    /**
     * The precision of a request's parameter; nanoseconds where it is empty.
     *
     * @throws MuninnException of kind BAD_INPUT if there is no such unit
     */
    public static Precision parse(String parameter) {
        return switch (parameter) {
            case "", "n", "ns" -> NANOSECONDS;
            case "u", "us", "µ" -> MICROSECONDS;
            case "ms" -> MILLISECONDS;
            case "s" -> SECONDS;
            case "m" -> MINUTES;
            case "h" -> HOURS;
            default ->
                    throw MuninnException.badInput(
                            "precision \"" + parameter + "\" is not known: use ns, us, ms or s");
        };
    }

    long toMillis(long timestamp) {
        return Math.floorDiv(timestamp, divisor) * factor;
    }
}
