/**
 * The write-ahead log: what was acknowledged and is not in a block yet. {@link
 * dev.muninn.store.wal.WriteAheadLog} writes, {@link dev.muninn.store.wal.LogReplay} reads back;
 * bytes are drawn in docs/formats/wal.md.
 */
@NullMarked
package dev.muninn.store.wal;

import org.jspecify.annotations.NullMarked;
