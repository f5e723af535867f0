/** Tests of the kubernetes package. */
@NullMarked
package dev.muninn.ingest.kubernetes;

import org.jspecify.annotations.NullMarked;
