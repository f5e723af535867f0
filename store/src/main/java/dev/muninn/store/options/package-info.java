/**
 * What a store is opened with: {@link dev.muninn.store.options.StoreOptions}, how long it keeps
 * what, and how many series it takes.
 */
@NullMarked
package dev.muninn.store.options;

import org.jspecify.annotations.NullMarked;
