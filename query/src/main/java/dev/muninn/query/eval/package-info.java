/**
 * Evaluation of checked expressions: {@link dev.muninn.query.eval.Evaluator} turns a tree into
 * columns that are computed series by series.
 */
@NullMarked
package dev.muninn.query.eval;

import org.jspecify.annotations.NullMarked;
