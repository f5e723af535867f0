/**
 * Lines and packets from the network, without HTTP: {@link dev.muninn.ingest.listen.LineServer}.
 */
@NullMarked
package dev.muninn.ingest.listen;

import org.jspecify.annotations.NullMarked;
