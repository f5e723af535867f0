/**
 * What a store finds when it is opened: who it is, and {@link dev.muninn.store.recovery.Recovery},
 * the replay of its log into a head.
 */
@NullMarked
package dev.muninn.store.recovery;

import org.jspecify.annotations.NullMarked;
