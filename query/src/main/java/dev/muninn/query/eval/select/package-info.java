/**
 * Reading series: {@link dev.muninn.query.eval.select.Selections} asks the source, and selectors
 * become columns or ranges of samples.
 */
@NullMarked
package dev.muninn.query.eval.select;

import org.jspecify.annotations.NullMarked;
