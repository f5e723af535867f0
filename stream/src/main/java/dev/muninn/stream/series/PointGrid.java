package dev.muninn.stream.series;

import java.util.List;

/** Points of several series at common times: value k of a column is at t0 + (start + k) * step. */
public record PointGrid(long t0, long stepMillis, int points, List<PointColumn> columns) {}
