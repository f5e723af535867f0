/** Tests of the relabel package. */
@NullMarked
package dev.muninn.ingest.relabel;

import org.jspecify.annotations.NullMarked;
