/** Tests of the backfill package. */
@NullMarked
package dev.muninn.ingest.backfill;

import org.jspecify.annotations.NullMarked;
