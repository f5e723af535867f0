/**
 * Prometheus remote write: {@link dev.muninn.ingest.remotewrite.WriteRequestDecoder} turns the
 * bytes of a request into a batch without making strings.
 */
@NullMarked
package dev.muninn.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
