package dev.muninn.ingest.collect;

import dev.muninn.model.Append;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteResult;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Lets a source report at every whole multiple of the interval, and writes what it reports. */
public final class CollectLoop implements TelemetrySource, AutoCloseable {

    /*
     * One thread of its own per loop. A tick that the sink refuses is dropped, counted and logged
     * on change only: a monitor must not pile up what it cannot write. A tick that comes late
     * takes the time of the multiple that has just passed; those slept through are counted.
     */

    /** What a loop collects. */
    @FunctionalInterface
    public interface Source extends AutoCloseable {

        /**
         * Reports the figures of this moment; called by the loop's thread only.
         *
         * @throws IOException if the target does not answer: its {@code up} is 0, and what was
         *     reported before is kept
         */
        void collect(SampleFrame into) throws IOException;

        /** Lets go what is held; called once, after the last tick. */
        @Override
        default void close() {}
    }

    private static final System.Logger logger = System.getLogger(CollectLoop.class.getName());

    /** Longer than a target may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Append[] OUTCOMES = Append.values();
    private static final MuninnException.Kind[] KINDS = MuninnException.Kind.values();

    private final String collector;
    private final SampleSink.Session session;
    private final Clock clock;
    private final long intervalMillis;
    private final Source source;
    private final SampleFrame frame;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLongArray dropped = new AtomicLongArray(KINDS.length);
    private final AtomicLongArray rejected = new AtomicLongArray(OUTCOMES.length);
    private final LongAdder ticks = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private volatile int seriesCount;
    private @Nullable Thread thread;

    /** Last tick written or tried; only the loop's thread knows it. */
    private long lastMillis = Long.MIN_VALUE;

    private String trouble = "";

    /**
     * A loop that is not yet running.
     *
     * @param collector the loop's name among its like: in logs, own metrics and the thread's name
     * @param target the labels of every series, {@code job} and {@code instance} at least
     */
    public CollectLoop(
            String collector,
            Labels target,
            Duration interval,
            SampleSink sink,
            Clock clock,
            Source source) {
        this.collector = collector;
        this.session = sink.session("collect/" + collector);
        this.clock = clock;
        this.intervalMillis = interval.toMillis();
        this.source = source;
        this.frame = new SampleFrame(target);
    }

    /** Starts ticking on a thread of its own: a virtual one suits a source that waits much. */
    public void open(Thread.Builder threads) {
        thread = threads.name("collect-" + collector).start(this::run);
    }

    private void run() {
        try {
            while (true) {
                long next = aligned(clock.millis()) + intervalMillis;
                long wait = next - clock.millis();
                // Awaiting ends a little early now and then: stay until the multiple has passed.
                // A longer wait than the interval means that the clock was set back.
                while (wait > 0 && wait <= intervalMillis) {
                    if (closing.await(wait, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    wait = next - clock.millis();
                }
                tick(aligned(clock.millis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long aligned(long millis) {
        return millis - Math.floorMod(millis, intervalMillis);
    }

    /** One tick for the given time, on the calling thread. */
    void tick(long timestampMillis) {
        if (timestampMillis == lastMillis) {
            return;
        }
        if (lastMillis != Long.MIN_VALUE && timestampMillis > lastMillis) {
            missed.add((timestampMillis - lastMillis) / intervalMillis - 1);
        }
        lastMillis = timestampMillis;
        long startNanos = clock.nanos();
        frame.begin(timestampMillis);
        try {
            String silence = collect();
            WriteResult result = session.write(frame.finish(), SampleSink.Durability.ASYNC);
            seriesCount = frame.size();
            frame.written();
            ticks.increment();
            samples.add(result.samples());
            note(silence.isEmpty() ? rejectionsIn(result) : silence);
        } catch (MuninnException e) {
            frame.lost();
            dropped.incrementAndGet(e.kind().ordinal());
            note("drops its ticks: " + e.getMessage());
        } catch (RuntimeException e) {
            frame.lost();
            dropped.incrementAndGet(MuninnException.Kind.BUG.ordinal());
            note("drops its ticks: " + e);
        }
        busyNanos.add(clock.nanos() - startNanos);
    }

    /** Lets the source report, and returns why it could not, or nothing. */
    private String collect() {
        String silence = "";
        try {
            source.collect(frame);
        } catch (IOException e) {
            silence = "gets no answer: " + e.getMessage();
        }
        frame.gauge("up", "Whether the target answers.", silence.isEmpty() ? 1 : 0);
        return silence;
    }

    private String rejectionsIn(WriteResult result) {
        for (WriteResult.Rejection rejection : result.rejections()) {
            rejected.addAndGet(rejection.reason().ordinal(), rejection.samples());
        }
        return result.rejections().isEmpty()
                ? ""
                : "has samples refused: " + result.rejections().getFirst().reason().reason();
    }

    private void note(String newTrouble) {
        boolean isChange = trouble.isEmpty() != newTrouble.isEmpty();
        trouble = newTrouble;
        if (isChange && newTrouble.isEmpty()) {
            logger.log(Level.INFO, "collector {0} works again", collector);
        } else if (isChange) {
            logger.log(Level.WARNING, "collector {0} {1}", collector, newTrouble);
        }
    }

    @Override
    public void report(Telemetry to) {
        to.counter(
                "muninn_collect_ticks_total",
                "Ticks of a built-in collector that were written.",
                ticks.doubleValue(),
                "collector",
                collector);
        to.counter(
                "muninn_collect_missed_ticks_total",
                "Ticks that a collector came too late for.",
                missed.doubleValue(),
                "collector",
                collector);
        to.counter(
                "muninn_collect_busy_seconds_total",
                "Seconds a collector spent reading and writing.",
                busyNanos.doubleValue() / 1e9,
                "collector",
                collector);
        to.counter(
                "muninn_collect_samples_total",
                "Samples a collector stored.",
                samples.doubleValue(),
                "collector",
                collector);
        to.gauge(
                "muninn_collect_series",
                "Series in a collector's last tick.",
                seriesCount,
                "collector",
                collector);
        for (MuninnException.Kind kind : KINDS) {
            double count = dropped.get(kind.ordinal());
            if (count > 0) {
                to.counter(
                        "muninn_collect_dropped_ticks_total",
                        "Ticks dropped because the store did not take them.",
                        count,
                        "collector",
                        collector,
                        "reason",
                        kind.name().toLowerCase(Locale.ROOT));
            }
        }
        for (Append outcome : OUTCOMES) {
            double count = rejected.get(outcome.ordinal());
            if (count > 0) {
                to.counter(
                        "muninn_collect_rejected_samples_total",
                        "Samples of a collector that the store refused.",
                        count,
                        "collector",
                        collector,
                        "reason",
                        outcome.reason());
            }
        }
    }

    /** Lets the tick that is under way be the last, without waiting for its end. */
    public void stop() {
        closing.countDown();
    }

    /** Stops after the tick that is under way. */
    @Override
    public void close() {
        stop();
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        try {
            // A source that hangs in the kernel must not hold up the shutdown.
            running.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
