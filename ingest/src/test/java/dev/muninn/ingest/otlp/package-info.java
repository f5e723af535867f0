/** Tests of the otlp package. */
@NullMarked
package dev.muninn.ingest.otlp;

import org.jspecify.annotations.NullMarked;
