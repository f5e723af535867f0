/**
 * How samples are read: {@link dev.muninn.store.read.StoreReader} joins head and blocks to series,
 * rollups and names.
 */
@NullMarked
package dev.muninn.store.read;

import org.jspecify.annotations.NullMarked;
