package dev.muninn.stream;

/**
 * The values of one tick by column.
 *
 * @param values as viewers see them
 * @param coded presence and values as they stand in a binary delta
 * @param bases what the next tick's values are written against
 */
record Row(double[] values, byte[] coded, double[] bases) {}
