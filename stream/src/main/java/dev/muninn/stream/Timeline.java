package dev.muninn.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The state of a view after a tick: its series and its last ticks, encoded. Immutable but for the
 * frames it remembers having joined; shared by all threads that serve the view's viewers.
 */
final class Timeline {

    /** Two minutes at a tick a second: longer than a slow viewer is kept. */
    static final int KEPT_TICKS = 120;

    private static final Tick[] NO_TICKS = {};

    private final String view;
    private final long epoch;
    private final long stepMillis;
    private final long seq;
    private final long timeMillis;
    private final List<LiveSeries> living;
    private final Tick[] ticks;
    private final LongAdder framesEncoded;
    private final AtomicReferenceArray<@Nullable List<Frame>> framesByLag;

    private Timeline(
            String view,
            long epoch,
            long stepMillis,
            long seq,
            long timeMillis,
            List<LiveSeries> living,
            Tick[] ticks,
            LongAdder framesEncoded) {
        this.view = view;
        this.epoch = epoch;
        this.stepMillis = stepMillis;
        this.seq = seq;
        this.timeMillis = timeMillis;
        this.living = living;
        this.ticks = ticks;
        this.framesEncoded = framesEncoded;
        framesByLag = new AtomicReferenceArray<>(ticks.length);
    }

    /** The beginning of an epoch, before its first tick. */
    static Timeline begin(
            String view, long epoch, long stepMillis, long timeMillis, LongAdder framesEncoded) {
        return new Timeline(
                view, epoch, stepMillis, 0, timeMillis, List.of(), NO_TICKS, framesEncoded);
    }

    /** This timeline with one more tick, and less the oldest one where it is full. */
    Timeline with(Tick tick, List<LiveSeries> nowLiving) {
        int kept = Math.min(ticks.length, KEPT_TICKS - 1);
        Tick[] longer = Arrays.copyOfRange(ticks, ticks.length - kept, ticks.length + 1);
        longer[kept] = tick;
        return new Timeline(
                view,
                epoch,
                stepMillis,
                tick.seq(),
                tick.timeMillis(),
                nowLiving,
                longer,
                framesEncoded);
    }

    long epoch() {
        return epoch;
    }

    /** The number of the last tick, 0 before the first. */
    long seq() {
        return seq;
    }

    /** The time of the last tick. */
    long timeMillis() {
        return timeMillis;
    }

    List<LiveSeries> living() {
        return living;
    }

    boolean isWithin(long someEpoch, long someSeq) {
        return someEpoch == epoch && someSeq <= seq && seq - someSeq <= ticks.length;
    }

    /**
     * The frames that bring one who has the given tick up to date, the same objects for all who lag
     * equally; the tick has to be {@link #isWithin}.
     */
    List<Frame> since(long someSeq) {
        int lag = Math.toIntExact(seq - someSeq);
        if (lag == 0) {
            return List.of();
        }
        List<Frame> frames = framesByLag.get(lag - 1);
        if (frames == null) {
            List<Frame> joined = join(ticks.length - lag);
            frames = framesByLag.compareAndExchange(lag - 1, null, joined);
            frames = frames == null ? joined : frames;
        }
        return frames;
    }

    /** One delta for each run of ticks that have the same series and no gap in time. */
    private List<Frame> join(int first) {
        List<Frame> frames = new ArrayList<>();
        int from = first;
        for (int i = first; i < ticks.length; i++) {
            Frame change = ticks[i].seriesChange();
            boolean isRunEnded =
                    change != null
                            || i > from
                                    && ticks[i].timeMillis()
                                            != ticks[i - 1].timeMillis() + stepMillis;
            if (isRunEnded && i > from) {
                frames.add(ServerFrames.delta(view, stepMillis, ticks, from, i));
                from = i;
            }
            if (change != null) {
                frames.add(change);
            }
        }
        frames.add(ServerFrames.delta(view, stepMillis, ticks, from, ticks.length));
        framesEncoded.add(frames.size());
        return List.copyOf(frames);
    }
}
