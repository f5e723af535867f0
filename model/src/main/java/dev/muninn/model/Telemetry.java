package dev.muninn.model;

/**
 * Takes the figures that a part of Muninn tells of itself; names start with {@code muninn_} and
 * follow Prometheus' naming rules. Labels are names and values in turn.
 */
public interface Telemetry {

    /** A total that only grows; {@code name} ends in {@code _total}. */
    void counter(String name, String help, double value, String... labels);

    void gauge(String name, String help, double value, String... labels);

    /**
     * A classic histogram.
     *
     * @param bounds upper bounds, ascending, without infinity
     * @param counts per bucket, not cumulative, one longer than {@code bounds}
     */
    void histogram(
            String name, String help, double[] bounds, long[] counts, double sum, String... labels);

    /** How often something happened and what it came to in all, without buckets. */
    default void summary(String name, String help, long count, double sum, String... labels) {
        histogram(name, help, new double[0], new long[] {count}, sum, labels);
    }
}
