/**
 * Binary operators: {@link dev.muninn.query.eval.join.ElementOperator} computes points, {@link
 * dev.muninn.query.eval.join.VectorJoin} finds which series belong together.
 */
@NullMarked
package dev.muninn.query.eval.join;

import org.jspecify.annotations.NullMarked;
