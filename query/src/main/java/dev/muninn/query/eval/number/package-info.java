/**
 * Arithmetic that must give the same digits as Prometheus: {@link
 * dev.muninn.query.eval.number.CompensatedSum}, means, quantiles, and numbers as text.
 */
@NullMarked
package dev.muninn.query.eval.number;

import org.jspecify.annotations.NullMarked;
