package dev.muninn.query.eval.run;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what one query uses and ends it at its limits. Safe for use by its workers. */
public final class Budget implements AutoCloseable {

    /**
     * The limits of one query.
     *
     * @param maxSamples samples read
     * @param maxSeries series touched
     * @param maxBytes working memory
     */
    public record Limits(long maxSamples, int maxSeries, long maxBytes) {}

    /** How often the caller is asked whether it still wants the answer. */
    private static final long CANCEL_CHECK_NANOS = 10_000_000;

    /** Labels and places of a series, beside what is shared with others. */
    private static final long SERIES_BYTES = 200;

    private final Limits limits;
    private final SharedMemory memory;
    private final Clock clock;
    private final long deadlineNanos;
    private final long timeoutMillis;
    private final BooleanSupplier isCancelled;
    private final AtomicLong nextCheckNanos;
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong series = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();
    private volatile Lanes.@Nullable Place place;

    /**
     * A budget whose time runs from now.
     *
     * @param memory what all queries have together
     */
    public Budget(
            Limits limits,
            SharedMemory memory,
            Clock clock,
            long timeoutMillis,
            BooleanSupplier isCancelled) {
        this.limits = limits;
        this.memory = memory;
        this.clock = clock;
        this.timeoutMillis = timeoutMillis;
        this.isCancelled = isCancelled;
        long now = clock.nanos();
        deadlineNanos = now + timeoutMillis * 1_000_000;
        nextCheckNanos = new AtomicLong(now);
    }

    /**
     * To be called at least every few milliseconds of work.
     *
     * @throws MuninnException of kind TIMEOUT or CANCELLED if the query must end
     */
    public void checkTime() {
        long now = clock.nanos();
        if (now - deadlineNanos >= 0) {
            throw new MuninnException(
                    MuninnException.Kind.TIMEOUT,
                    "query timed out in expression evaluation after "
                            + timeoutMillis
                            + " ms: ask for less, or raise query.timeout");
        }
        long next = nextCheckNanos.get();
        if (now - next >= 0
                && nextCheckNanos.compareAndSet(next, now + CANCEL_CHECK_NANOS)
                && (isCancelled.getAsBoolean() || Thread.currentThread().isInterrupted())) {
            throw new MuninnException(
                    MuninnException.Kind.CANCELLED, "query was canceled in expression evaluation");
        }
    }

    /** Says where the query runs, which has to be told how much it reads. */
    public void runsIn(Lanes.Place lane) {
        place = lane;
    }

    public void addSamples(long count) {
        long all = samples.addAndGet(count);
        if (all > limits.maxSamples()) {
            throw MuninnException.limit(
                    "query processing would load too many samples: more than "
                            + limits.maxSamples()
                            + "; narrow the selectors or the time range, or raise"
                            + " query.max-samples");
        }
        Lanes.Place lane = place;
        if (lane != null) {
            lane.read(all);
        }
        checkTime();
    }

    public void addSeries(int count) {
        if (series.addAndGet(count) > limits.maxSeries()) {
            throw MuninnException.limit(
                    "query touches more than "
                            + limits.maxSeries()
                            + " series: narrow the selectors or raise query.max-series");
        }
        reserve(SERIES_BYTES * count);
    }

    /**
     * Counts working memory that the query is about to hold.
     *
     * @throws MuninnException of kind LIMIT if that is too much for one query, of kind BUSY if it
     *     is with what others hold
     */
    public void reserve(long more) {
        long held = bytes.addAndGet(more);
        if (held > limits.maxBytes()) {
            bytes.addAndGet(-more);
            throw MuninnException.limit(
                    "query needs more than "
                            + limits.maxBytes()
                            + " bytes of working memory: narrow the selectors, take a larger step"
                            + " or raise query.max-bytes");
        }
        if (!memory.reserve(more)) {
            bytes.addAndGet(-more);
            throw new MuninnException(
                    MuninnException.Kind.BUSY,
                    "the queries that run now need all of "
                            + memory.maxBytes()
                            + " bytes of working memory: try again later, ask for less or raise"
                            + " query.max-total-bytes");
        }
        peakBytes.accumulateAndGet(held, Math::max);
    }

    public void release(long less) {
        bytes.addAndGet(-less);
        memory.release(less);
    }

    /** Gives back what is held. */
    @Override
    public void close() {
        release(bytes.get());
    }

    public long samples() {
        return samples.get();
    }

    public long series() {
        return series.get();
    }

    /** The most working memory held at one moment. */
    public long peakBytes() {
        return peakBytes.get();
    }
}
