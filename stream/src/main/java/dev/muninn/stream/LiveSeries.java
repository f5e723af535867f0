package dev.muninn.stream;

import dev.muninn.model.Labels;

/** One series of a view under its small number. */
record LiveSeries(int sid, String ref, Labels labels) {}
