package dev.muninn.store.block;

import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.util.List;

/** A chunk less the samples that were deleted. */
record ErasedChunk(Chunk chunk, List<TimeRange> deleted) implements Chunk {

    @Override
    public long minTime() {
        return chunk.minTime();
    }

    @Override
    public long maxTime() {
        return chunk.maxTime();
    }

    @Override
    public void read(long fromMillis, long toMillis, SampleBuffer into) {
        SampleBuffer all = new SampleBuffer();
        chunk.read(fromMillis, toMillis, all);
        for (int i = 0; i < all.size(); i++) {
            if (!isDeleted(all.timestamps()[i])) {
                ChunkMerge.copy(all, i, into);
            }
        }
    }

    private boolean isDeleted(long time) {
        for (TimeRange range : deleted) {
            if (range.contains(time)) {
                return true;
            }
        }
        return false;
    }
}
