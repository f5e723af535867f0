/**
 * Answers from samples summed up in buckets: {@link dev.muninn.query.eval.rollup.RollupChoice} says
 * for which selectors, {@link dev.muninn.query.eval.rollup.BucketColumns} computes them.
 */
@NullMarked
package dev.muninn.query.eval.rollup;

import org.jspecify.annotations.NullMarked;
