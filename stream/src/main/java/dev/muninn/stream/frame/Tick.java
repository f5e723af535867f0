package dev.muninn.stream.frame;

import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.series.PointGrid;
import org.jspecify.annotations.Nullable;

/**
 * One evaluated time of a view.
 *
 * @param amendment earlier points that are other than told, to be said before this tick
 * @param seriesChange the frame that goes before this tick, or null if the series are as before
 * @param row the values as viewers see them, {@link Coding#NONE} for none
 * @param coded the row as it stands in a binary delta
 */
public record Tick(
        long seq,
        long timeMillis,
        @Nullable PointGrid amendment,
        @Nullable Frame seriesChange,
        double[] row,
        byte[] coded) {}
