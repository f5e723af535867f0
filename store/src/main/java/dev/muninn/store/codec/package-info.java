/**
 * How runs of samples become bytes: {@link dev.muninn.store.codec.ChunkCodec} and the columns below
 * it. The formats are drawn in docs/formats/chunk.md.
 */
@NullMarked
package dev.muninn.store.codec;

import org.jspecify.annotations.NullMarked;
