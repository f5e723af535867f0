/**
 * The words and the contracts of Muninn: labels, samples, native histograms and time; {@link
 * dev.muninn.model.SampleSink} to write, {@link dev.muninn.model.SeriesSource} to read, {@link
 * dev.muninn.model.SeriesIndex} to look up names.
 */
@NullMarked
package dev.muninn.model;

import org.jspecify.annotations.NullMarked;
