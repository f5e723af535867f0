/**
 * Functions of instant vectors and numbers: point by point ({@link
 * dev.muninn.query.eval.function.FloatFunctions}), on labels, and on histograms.
 */
@NullMarked
package dev.muninn.query.eval.function;

import org.jspecify.annotations.NullMarked;
