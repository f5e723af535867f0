package dev.muninn.store.head;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.codec.Chunk;

/**
 * An open chunk as it was at one moment.
 *
 * @param bytes of its samples, as {@link OpenSamples} reads them: a sixth of what they take
 *     unpacked, which counts, as a selection holds those of all its series at once
 */
record OpenChunk(long minTime, long maxTime, int count, byte[] bytes) implements Chunk {

    @Override
    public void read(long fromMillis, long toMillis, SampleBuffer into) {
        OpenSamples samples = new OpenSamples(bytes, minTime);
        for (int i = 0; i < count; i++) {
            samples.next();
            if (samples.time() > toMillis) {
                return;
            }
            if (samples.time() >= fromMillis) {
                into.add(samples.time(), Double.longBitsToDouble(samples.bits()));
            }
        }
    }
}
