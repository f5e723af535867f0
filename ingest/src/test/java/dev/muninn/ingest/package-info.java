/** Tests of the ways in. */
@NullMarked
package dev.muninn.ingest;

import org.jspecify.annotations.NullMarked;
