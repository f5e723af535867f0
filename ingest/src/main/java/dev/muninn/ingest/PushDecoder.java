package dev.muninn.ingest;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.WriteBatch;

/** Turns the decompressed body of one protocol into a batch; used by one thread at a time. */
@FunctionalInterface
interface PushDecoder {

    void decode(PushRequest request, BodyBuffer body, WriteBatch into, Rejections rejections);
}
