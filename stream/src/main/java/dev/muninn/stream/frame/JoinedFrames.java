package dev.muninn.stream.frame;

import dev.muninn.stream.series.PointGrid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data frames that hold points: one delta for each run of ticks that can be one. */
abstract sealed class JoinedFrames implements DataFrames permits JsonFrames, BinaryFrames {

    /** A run ends where the series change, where points are amended, and at a gap in time. */
    @Override
    public final List<Frame> since(Tick[] ticks, int first, long stepMillis) {
        List<Frame> frames = new ArrayList<>();
        int from = first;
        for (int i = first; i < ticks.length; i++) {
            Frame change = ticks[i].seriesChange();
            PointGrid amendment = ticks[i].amendment();
            if (i > from && (change != null || amendment != null || isGap(ticks, i, stepMillis))) {
                frames.add(delta(stepMillis, ticks, from, i));
                from = i;
            }
            if (amendment != null) {
                frames.add(amend(ticks[i].seq() - 1, amendment));
            }
            addIfAny(frames, change);
        }
        frames.add(delta(stepMillis, ticks, from, ticks.length));
        return List.copyOf(frames);
    }

    private static boolean isGap(Tick[] ticks, int i, long stepMillis) {
        return ticks[i].timeMillis() != ticks[i - 1].timeMillis() + stepMillis;
    }

    private static void addIfAny(List<Frame> frames, @Nullable Frame frame) {
        if (frame != null) {
            frames.add(frame);
        }
    }

    /** Ticks that follow each other, {@code to} not included. */
    abstract Frame delta(long stepMillis, Tick[] ticks, int from, int to);

    abstract Frame amend(long seq, PointGrid points);
}
