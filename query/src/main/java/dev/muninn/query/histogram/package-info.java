/**
 * Native histograms as values of PromQL: {@link dev.muninn.query.histogram.HistogramMath} combines
 * them, {@link dev.muninn.query.histogram.HistogramSum} sums many, {@link
 * dev.muninn.query.histogram.HistogramEstimate} asks them.
 */
@NullMarked
package dev.muninn.query.histogram;

import org.jspecify.annotations.NullMarked;
