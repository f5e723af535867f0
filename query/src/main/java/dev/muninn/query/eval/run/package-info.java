/**
 * What one running query has around it: its {@link dev.muninn.query.eval.run.Budget}, the {@link
 * dev.muninn.query.eval.run.Annotations} it collects and the {@link
 * dev.muninn.query.eval.run.Workers} it may use.
 */
@NullMarked
package dev.muninn.query.eval.run;

import org.jspecify.annotations.NullMarked;
