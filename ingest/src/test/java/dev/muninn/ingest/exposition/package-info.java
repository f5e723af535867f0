/** Tests of the exposition parsers. */
@NullMarked
package dev.muninn.ingest.exposition;

import org.jspecify.annotations.NullMarked;
