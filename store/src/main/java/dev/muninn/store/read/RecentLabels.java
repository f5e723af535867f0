package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.store.block.Block;
import dev.muninn.store.bytes.Hash128;
import org.jspecify.annotations.Nullable;

/**
 * The labels of series that were found in blocks lately: a series stands in many blocks, and
 * dashboards ask for the same ones again and again. Safe for use by many threads.
 */
final class RecentLabels {

    /** Names and values are shared, so with all places taken these are some ten megabytes. */
    private static final int PLACES = 1 << 16;

    private record Known(Hash128 hash, Labels labels) {}

    private final @Nullable Known[] places = new @Nullable Known[PLACES];

    /**
     * The labels of a series of a block.
     *
     * @param hash of these labels
     */
    Labels of(Block block, int series, Hash128 hash) {
        int place = (int) hash.low() & PLACES - 1;
        Known known = places[place];
        if (known == null || !known.hash.equals(hash)) {
            known = new Known(hash, block.labels(series));
            places[place] = known;
        }
        return known.labels;
    }
}
