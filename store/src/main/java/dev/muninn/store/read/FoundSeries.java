package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.block.ChunkPlaces;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.codec.Chunk;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A series of a selection, and where in the selection's blocks it stands. */
final class FoundSeries {

    private static final int[] NOWHERE = {};

    /** A day of samples every 15 s has six chunks; of more, to look them up is the least. */
    private static final int MOST_CHUNKS = 16;

    private final Labels labels;
    private final Hash128 hash;
    private final IntConsumer growth;

    /** Pairs of a block's place in the list of blocks and the series' number in that block. */
    private int[] places = NOWHERE;

    /** By place, what was looked up once. Set by any thread: who does not see it looks it up. */
    private @Nullable ChunkPlaces @Nullable [] chunks;

    /**
     * @param growth is told how many bytes more are held
     */
    FoundSeries(Labels labels, Hash128 hash, IntConsumer growth) {
        this.labels = labels;
        this.hash = hash;
        this.growth = growth;
    }

    Labels labels() {
        return labels;
    }

    Hash128 hash() {
        return hash;
    }

    /** Adds a place; only while the series is not shared yet. */
    void add(int block, int series) {
        int end = places.length;
        places = Arrays.copyOf(places, end + 2);
        places[end] = block;
        places[end + 1] = series;
    }

    /** In how many blocks the series is. */
    int places() {
        return places.length / 2;
    }

    /** The place of the block in the list of blocks. */
    int block(int place) {
        return places[2 * place];
    }

    /** The number of the series in the block. */
    int number(int place) {
        return places[2 * place + 1];
    }

    /** The number of the series in a block, or -1. */
    int numberIn(int block) {
        for (int i = 0; i < places(); i++) {
            if (block(i) == block) {
                return number(i);
            }
        }
        return -1;
    }

    /**
     * Adds the chunks that the series has in the block of a place and that overlap the range.
     *
     * @param reading of that block
     */
    void collect(int place, BlockReading reading, TimeRange range, List<Chunk> into) {
        ChunkPlaces known = chunks(place, reading);
        if (known == null) {
            reading.collect(number(place), range.fromMillis(), range.toMillis(), into);
        } else {
            reading.collect(number(place), known, range.fromMillis(), range.toMillis(), into);
        }
    }

    private @Nullable ChunkPlaces chunks(int place, BlockReading reading) {
        @Nullable ChunkPlaces[] known = chunks;
        if (known == null) {
            known = new @Nullable ChunkPlaces[places()];
            chunks = known;
        }
        ChunkPlaces found = known[place];
        if (found == null) {
            found = reading.places(number(place), MOST_CHUNKS);
            if (found != null) {
                known[place] = found;
                growth.accept(found.bytes());
            }
        }
        return found;
    }
}
