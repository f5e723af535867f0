package dev.muninn.stream.series;

/**
 * The values of one tick by column.
 *
 * @param values as viewers see them
 * @param coded presence and values as they stand in a binary delta
 * @param bases what the next tick's values are written against
 */
public record Row(double[] values, byte[] coded, double[] bases) {

    /** Rows that are kept: two minutes at one a second, longer than a slow viewer is kept. */
    public static final int KEPT_TICKS = 120;
}
