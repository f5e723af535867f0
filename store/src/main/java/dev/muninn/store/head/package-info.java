/**
 * The newest samples in memory: {@link dev.muninn.store.head.Head}, series by {@link
 * dev.muninn.store.head.SeriesTable}, samples in {@link dev.muninn.store.head.Stripe}s.
 */
@NullMarked
package dev.muninn.store.head;

import org.jspecify.annotations.NullMarked;
