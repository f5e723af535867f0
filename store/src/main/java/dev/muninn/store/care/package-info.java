/**
 * What a store does by itself as time goes on: {@link dev.muninn.store.care.Care}, each second, and
 * {@link dev.muninn.store.care.LongCare}, which merges blocks, keeps rollups, reads for damage and
 * deletes what is too old or too much.
 */
@NullMarked
package dev.muninn.store.care;

import org.jspecify.annotations.NullMarked;
