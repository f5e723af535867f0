/** Encrypted connections to others: whom to trust, and who to be. */
@NullMarked
package dev.muninn.model.tls;

import org.jspecify.annotations.NullMarked;
