/**
 * Immutable files with the samples of a range of time: {@link dev.muninn.store.block.BlockWriter}
 * makes one, {@link dev.muninn.store.block.Block} reads it, {@link dev.muninn.store.block.Blocks}
 * knows which there are. Bytes are drawn in docs/formats/block.md.
 */
@NullMarked
package dev.muninn.store.block;

import org.jspecify.annotations.NullMarked;
