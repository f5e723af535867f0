/** Costs of taking samples in, without HTTP: decoding, looking up, appending, reading the log. */
@NullMarked
package dev.muninn.bench.ingest;

import org.jspecify.annotations.NullMarked;
