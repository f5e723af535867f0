package dev.muninn.ingest;

import dev.muninn.model.Clock;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds each source (a token, an address) to its share, so that one noisy sender does not take that
 * of others. Safe for use by many threads.
 */
public final class SourceRates implements TelemetrySource {

    /*
     * A token bucket per source and measure, filled by time. What a request costs in samples is
     * known after it is decoded, so a bucket may go below zero; the source then waits for it to be
     * filled again. A source that is full again is as good as new and is forgotten.
     */

    /** Rates per second and source; 0 means no limit. */
    public record Rates(double requests, double bytes, double samples) {

        public static final Rates UNLIMITED = new Rates(0, 0, 0);

        private boolean isUnlimited() {
            return requests <= 0 && bytes <= 0 && samples <= 0;
        }

        private double of(Measure measure) {
            return switch (measure) {
                case REQUESTS -> requests;
                case BYTES -> bytes;
                case SAMPLES -> samples;
            };
        }
    }

    private enum Measure {
        REQUESTS,
        BYTES,
        SAMPLES
    }

    /** A source may send at once what it may send in so many seconds. */
    private static final double BURST_SECONDS = 10;

    /** Sources beyond this are looked through for those that are full again. */
    private static final int MANY_SOURCES = 10_000;

    /** Looking through all sources for each request would itself be an attack. */
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final Rates rates;
    private final Clock clock;
    private final AtomicLong lastSweepNanos;
    private final Map<String, Buckets> sources = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    public SourceRates(Rates rates, Clock clock) {
        this.rates = rates;
        this.clock = clock;
        lastSweepNanos = new AtomicLong(clock.nanos());
    }

    /**
     * Asks to take a request of a source. Returns 0 if it may be taken, or else the milliseconds
     * after which the source should try again; nothing is charged then.
     */
    public long admit(String source, long bytes) {
        if (rates.isUnlimited()) {
            return 0;
        }
        long wait = buckets(source).admit(bytes, clock.nanos());
        if (wait > 0) {
            refused.increment();
        }
        return wait;
    }

    /** Charges a source for the samples of a request that was taken. */
    public void charge(String source, long samples) {
        if (rates.samples() > 0) {
            buckets(source).charge(samples, clock.nanos());
        }
    }

    private Buckets buckets(String source) {
        long now = clock.nanos();
        long last = lastSweepNanos.get();
        if (sources.size() > MANY_SOURCES
                && now - last > SWEEP_NANOS
                && lastSweepNanos.compareAndSet(last, now)) {
            sources.values().removeIf(buckets -> buckets.isFull(now));
        }
        return sources.computeIfAbsent(source, key -> new Buckets(rates, now));
    }

    @Override
    public void report(Telemetry to) {
        to.counter(
                "muninn_ingest_rate_limited_requests_total",
                "Push requests refused because their source sends too fast.",
                (double) refused.sum());
        to.gauge(
                "muninn_ingest_rate_limited_sources",
                "Sources whose rates are watched.",
                sources.size());
    }

    /** The buckets of one source. */
    private static final class Buckets {
        private final Rates rates;
        private final double[] filled = new double[Measure.values().length];
        private long atNanos;

        Buckets(Rates rates, long nowNanos) {
            this.rates = rates;
            atNanos = nowNanos;
            for (Measure measure : Measure.values()) {
                filled[measure.ordinal()] = capacity(measure);
            }
        }

        private double capacity(Measure measure) {
            return rates.of(measure) * BURST_SECONDS;
        }

        synchronized long admit(long bytes, long nowNanos) {
            fill(nowNanos);
            double wait =
                    Math.max(
                            secondsUntil(Measure.REQUESTS, 1),
                            Math.max(
                                    secondsUntil(Measure.BYTES, (double) bytes),
                                    secondsUntil(Measure.SAMPLES, 0)));
            if (wait > 0) {
                return Math.max(1, (long) Math.ceil(wait * 1000));
            }
            take(Measure.REQUESTS, 1);
            take(Measure.BYTES, (double) bytes);
            return 0;
        }

        private void take(Measure measure, double amount) {
            if (rates.of(measure) > 0) {
                filled[measure.ordinal()] -= amount;
            }
        }

        /** Until so much is there; a body larger than the whole bucket needs a full one. */
        private double secondsUntil(Measure measure, double needed) {
            double rate = rates.of(measure);
            double missing = Math.min(needed, capacity(measure)) - filled[measure.ordinal()];
            return rate <= 0 || missing <= 0 ? 0 : missing / rate;
        }

        synchronized void charge(long samples, long nowNanos) {
            fill(nowNanos);
            take(Measure.SAMPLES, (double) samples);
        }

        private void fill(long nowNanos) {
            double seconds = (nowNanos - atNanos) / 1e9;
            atNanos = nowNanos;
            for (Measure measure : Measure.values()) {
                int i = measure.ordinal();
                filled[i] = Math.min(capacity(measure), filled[i] + seconds * rates.of(measure));
            }
        }

        synchronized boolean isFull(long nowNanos) {
            fill(nowNanos);
            for (Measure measure : Measure.values()) {
                if (filled[measure.ordinal()] < capacity(measure)) {
                    return false;
                }
            }
            return true;
        }
    }
}
