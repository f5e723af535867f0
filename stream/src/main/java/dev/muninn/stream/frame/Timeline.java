package dev.muninn.stream.frame;

import dev.muninn.stream.series.LiveSeries;
import dev.muninn.stream.series.Row;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The state of a view after a tick: its series and its last ticks. Immutable but for the frames it
 * remembers having written; shared by all threads that serve the view's viewers.
 */
public final class Timeline {

    private static final Tick[] NO_TICKS = {};

    private final long epoch;
    private final long stepMillis;
    private final long seq;
    private final long timeMillis;
    private final List<LiveSeries> living;
    private final double[] bases;
    private final Tick[] ticks;
    private final Wording wording;
    private final LongAdder framesEncoded;
    private final AtomicReferenceArray<@Nullable List<Frame>> framesByFormAndLag;

    private Timeline(
            long epoch,
            long stepMillis,
            long seq,
            long timeMillis,
            List<LiveSeries> living,
            double[] bases,
            Tick[] ticks,
            Wording wording,
            LongAdder framesEncoded) {
        this.epoch = epoch;
        this.stepMillis = stepMillis;
        this.seq = seq;
        this.timeMillis = timeMillis;
        this.living = living;
        this.bases = bases;
        this.ticks = ticks;
        this.wording = wording;
        this.framesEncoded = framesEncoded;
        framesByFormAndLag = new AtomicReferenceArray<>(wording.forms() * ticks.length);
    }

    /** The beginning of an epoch, before its first tick. */
    public static Timeline begin(
            long epoch,
            long stepMillis,
            long timeMillis,
            Wording wording,
            LongAdder framesEncoded) {
        return new Timeline(
                epoch,
                stepMillis,
                0,
                timeMillis,
                List.of(),
                new double[0],
                NO_TICKS,
                wording,
                framesEncoded);
    }

    /**
     * This timeline with one more tick, and less the oldest one where it is full.
     *
     * @param nowBases what the next tick's values are written against, by column
     */
    public Timeline with(
            Tick tick, List<LiveSeries> nowLiving, double[] nowBases, Wording nowWording) {
        int kept = Math.min(ticks.length, Row.KEPT_TICKS - 1);
        Tick[] longer = Arrays.copyOfRange(ticks, ticks.length - kept, ticks.length + 1);
        longer[kept] = tick;
        return new Timeline(
                epoch,
                stepMillis,
                tick.seq(),
                tick.timeMillis(),
                nowLiving,
                nowBases,
                longer,
                nowWording,
                framesEncoded);
    }

    public long epoch() {
        return epoch;
    }

    /** The number of the last tick, 0 before the first. */
    public long seq() {
        return seq;
    }

    /** The time of the last tick. */
    public long timeMillis() {
        return timeMillis;
    }

    public List<LiveSeries> living() {
        return living;
    }

    /** What the next tick's values are written against, by column; not to be changed. */
    double[] bases() {
        return bases;
    }

    public Wording wording() {
        return wording;
    }

    public boolean isWithin(long someEpoch, long someSeq) {
        return someEpoch == epoch && someSeq <= seq && seq - someSeq <= ticks.length;
    }

    /**
     * The frames that bring one who has the given tick up to date, the same objects for all who lag
     * equally; the tick has to be {@link #isWithin}.
     */
    public List<Frame> since(long someSeq, Form form) {
        int lag = Math.toIntExact(seq - someSeq);
        if (lag == 0) {
            return List.of();
        }
        int at = wording.index(form) * ticks.length + lag - 1;
        List<Frame> frames = framesByFormAndLag.get(at);
        if (frames == null) {
            List<Frame> joined = wording.in(form).since(ticks, ticks.length - lag, stepMillis);
            framesEncoded.add(joined.size());
            frames = framesByFormAndLag.compareAndExchange(at, null, joined);
            frames = frames == null ? joined : frames;
        }
        return frames;
    }
}
