package dev.muninn.stream.series;

import dev.muninn.stream.coding.Coding;

/**
 * One series' points of a first picture or of an amendment.
 *
 * @param query the number of its query in the view
 * @param start the index of its first point
 * @param values one per index from there, {@link Coding#NONE} for none
 */
public record PointColumn(int sid, int query, int start, double[] values) {}
