/** Tests of the access package. */
@NullMarked
package dev.muninn.ingest.access;

import org.jspecify.annotations.NullMarked;
