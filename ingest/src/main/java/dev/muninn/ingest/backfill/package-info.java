/**
 * Samples of the past from files: sources read them in steps that {@link
 * dev.muninn.ingest.backfill.BackfillSource} can be moved to again.
 */
@NullMarked
package dev.muninn.ingest.backfill;

import org.jspecify.annotations.NullMarked;
