package dev.muninn.model;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A classic histogram of own figures. Safe for use by many threads. */
public final class Buckets {

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /** With upper bounds, ascending, without infinity. */
    public Buckets(double... bounds) {
        this.bounds = bounds.clone();
        counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void add(double value) {
        int i = 0;
        while (i < bounds.length && value > bounds[i]) {
            i++;
        }
        counts[i].increment();
        sum.add(value);
    }

    /** Reports what was counted, as {@link Telemetry#histogram}. */
    public void report(Telemetry to, String name, String help, String... labels) {
        long[] now = new long[counts.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts[i].sum();
        }
        to.histogram(name, help, bounds, now, sum.sum(), labels);
    }
}
