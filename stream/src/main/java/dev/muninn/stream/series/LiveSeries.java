package dev.muninn.stream.series;

import dev.muninn.model.Labels;

/** One series of a view under its small number. */
public record LiveSeries(int sid, String ref, Labels labels) {}
