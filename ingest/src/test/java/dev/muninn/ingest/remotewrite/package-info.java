/** Tests of the remotewrite package. */
@NullMarked
package dev.muninn.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
