/** Growing byte arrays, bounded readers and checksums that every format of the store is made of. */
@NullMarked
package dev.muninn.store.bytes;

import org.jspecify.annotations.NullMarked;
