package dev.muninn.store.block;

import dev.muninn.model.LabelBytes;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.Hash128;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of a block's series, from its index or made of the labels. Safe for use by many
 * threads.
 */
final class SeriesHashes {

    /**
     * A block of no more series leaves its hashes out: making them takes some milliseconds, once,
     * and they are the part of a small block that cannot be packed.
     */
    static final int FEW = 8192;

    private final Supplier<BlockIndex> index;
    private final int count;
    private final Hash128 seed;
    private final boolean isStored;

    /** Two numbers a series, if these are few. */
    private volatile long @Nullable [] made;

    SeriesHashes(BlockMeta meta, Hash128 seed, Supplier<BlockIndex> index) {
        this.index = index;
        this.seed = seed;
        count = (int) meta.series();
        // A directory put together from backups may have blocks hashed with another seed.
        isStored = meta.section(Part.HASHES).length() > 0 && meta.seed().equals(seed);
    }

    Hash128 of(int series) {
        if (isStored) {
            return index.get().hash(series);
        }
        if (count > FEW) {
            return make(series);
        }
        long[] known = made;
        if (known == null) {
            known = makeAll();
            made = known;
        }
        return new Hash128(known[2 * series], known[2 * series + 1]);
    }

    private long[] makeAll() {
        long[] all = new long[2 * count];
        for (int i = 0; i < count; i++) {
            Hash128 hash = make(i);
            all[2 * i] = hash.high();
            all[2 * i + 1] = hash.low();
        }
        return all;
    }

    private Hash128 make(int series) {
        byte[] canonical = LabelBytes.encode(index.get().labels(series));
        return Hash128.of(seed, canonical, 0, canonical.length);
    }
}
