/** From matchers to sets of series: {@link dev.muninn.store.index.Matching} over any index. */
@NullMarked
package dev.muninn.store.index;

import org.jspecify.annotations.NullMarked;
