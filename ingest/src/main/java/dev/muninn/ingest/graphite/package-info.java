/** Graphite's plaintext protocol: {@link dev.muninn.ingest.graphite.PlaintextDecoder}. */
@NullMarked
package dev.muninn.ingest.graphite;

import org.jspecify.annotations.NullMarked;
