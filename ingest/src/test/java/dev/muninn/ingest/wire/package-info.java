/** Tests of the wire package. */
@NullMarked
package dev.muninn.ingest.wire;

import org.jspecify.annotations.NullMarked;
