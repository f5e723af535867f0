/** Tests of the discovery package. */
@NullMarked
package dev.muninn.ingest.discovery;

import org.jspecify.annotations.NullMarked;
