/**
 * What every way in shares: bodies and their compression ({@link
 * dev.muninn.ingest.wire.Compression}), protobuf by hand ({@link
 * dev.muninn.ingest.wire.ProtobufCursor}), and what was refused of a request.
 */
@NullMarked
package dev.muninn.ingest.wire;

import org.jspecify.annotations.NullMarked;
