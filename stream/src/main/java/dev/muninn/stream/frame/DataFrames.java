package dev.muninn.stream.frame;

import dev.muninn.stream.series.PointGrid;
import java.util.List;

/** Writes the data frames of one view in one form. Immutable. */
interface DataFrames {

    /** The frames that bring one who has all ticks before {@code first} up to the last. */
    List<Frame> since(Tick[] ticks, int first, long stepMillis);

    /** A first picture as of a timeline's last tick. */
    Frame snap(Timeline at, PointGrid points);
}
