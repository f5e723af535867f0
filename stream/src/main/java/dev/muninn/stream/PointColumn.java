package dev.muninn.stream;

/**
 * One series' points of a first picture or of an amendment.
 *
 * @param query the number of its query in the view
 * @param start the index of its first point
 * @param values one per index from there, {@link ServerFrames#NONE} for none
 */
record PointColumn(int sid, int query, int start, double[] values) {}
