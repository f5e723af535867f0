/**
 * How samples come in: {@link dev.muninn.store.append.StoreSession}, what one sender writes, and
 * how its series are found again without looking at their labels.
 */
@NullMarked
package dev.muninn.store.append;

import org.jspecify.annotations.NullMarked;
