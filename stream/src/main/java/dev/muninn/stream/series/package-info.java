/**
 * Which series a view has, and what its viewers were told of them: values of one tick become a row
 * in {@link dev.muninn.stream.series.SeriesTable}, and values that came late become {@link
 * dev.muninn.stream.series.Amendments}.
 */
@NullMarked
package dev.muninn.stream.series;

import org.jspecify.annotations.NullMarked;
