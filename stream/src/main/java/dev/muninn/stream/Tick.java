package dev.muninn.stream;

import org.jspecify.annotations.Nullable;

/**
 * One evaluated time of a view, encoded.
 *
 * @param seriesChange the frame that goes before this tick, or null if the series are as before
 * @param row the values as {@link ServerFrames#row} writes them
 */
record Tick(long seq, long timeMillis, @Nullable Frame seriesChange, byte[] row) {}
