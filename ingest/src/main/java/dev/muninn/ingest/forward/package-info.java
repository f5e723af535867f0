/**
 * Samples on to other servers: {@link dev.muninn.ingest.forward.ForwardTarget} queues them on disk
 * and sends them by remote write.
 */
@NullMarked
package dev.muninn.ingest.forward;

import org.jspecify.annotations.NullMarked;
