/**
 * The parts of an open store that writing, reading and care share: {@link
 * dev.muninn.store.core.StoreCore}, its room, its limits, and what has changed behind readers.
 */
@NullMarked
package dev.muninn.store.core;

import org.jspecify.annotations.NullMarked;
