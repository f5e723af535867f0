/**
 * What each part of a query did: {@link dev.muninn.query.eval.watch.Watch} is told of all parts as
 * they are evaluated, {@link dev.muninn.query.eval.watch.Observation} keeps count.
 */
@NullMarked
package dev.muninn.query.eval.watch;

import org.jspecify.annotations.NullMarked;
