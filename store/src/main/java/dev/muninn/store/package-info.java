/**
 * The embedded time-series engine: {@link dev.muninn.store.Store} keeps samples behind {@code
 * model}'s contracts, set up by {@link dev.muninn.store.options.StoreOptions}.
 */
@NullMarked
package dev.muninn.store;

import org.jspecify.annotations.NullMarked;
