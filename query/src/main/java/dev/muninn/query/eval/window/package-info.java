/**
 * Functions of range vectors: {@link dev.muninn.query.eval.window.WindowedColumns} moves windows
 * over the samples of each series and lets a {@link dev.muninn.query.eval.window.WindowFunction}
 * compute all steps in one pass.
 */
@NullMarked
package dev.muninn.query.eval.window;

import org.jspecify.annotations.NullMarked;
