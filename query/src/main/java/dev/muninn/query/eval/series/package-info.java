/**
 * What operators exchange: {@link dev.muninn.query.eval.series.Columns}, series computed one by one
 * over all steps of a {@link dev.muninn.query.eval.series.Grid}.
 */
@NullMarked
package dev.muninn.query.eval.series;

import org.jspecify.annotations.NullMarked;
