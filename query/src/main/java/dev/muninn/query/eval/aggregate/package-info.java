/**
 * Aggregation over series: {@link dev.muninn.query.eval.aggregate.Aggregator} folds each finished
 * series into its group, so that memory grows with groups, not series.
 */
@NullMarked
package dev.muninn.query.eval.aggregate;

import org.jspecify.annotations.NullMarked;
