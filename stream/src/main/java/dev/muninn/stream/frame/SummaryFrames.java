package dev.muninn.stream.frame;

import dev.muninn.stream.series.PointGrid;
import java.util.List;

/** What the least tier gets: one text per view, whatever the form, and only the last. */
public final class SummaryFrames implements DataFrames {

    @Override
    public List<Frame> since(Tick[] ticks, int first, long stepMillis) {
        return List.of(Frame.sharedText(ticks[ticks.length - 1].coded()));
    }

    @Override
    public Frame snap(Timeline at, PointGrid points) {
        throw new IllegalStateException("a summary is whole, there is no picture before it");
    }
}
