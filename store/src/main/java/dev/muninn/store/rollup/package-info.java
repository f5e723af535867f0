/**
 * Samples summed up in buckets: {@link dev.muninn.store.rollup.Rolling} sums, {@link
 * dev.muninn.store.rollup.RollupBuilder} makes blocks of buckets, and {@link
 * dev.muninn.store.rollup.CleanParts} tells which of them are up to date.
 */
@NullMarked
package dev.muninn.store.rollup;

import org.jspecify.annotations.NullMarked;
