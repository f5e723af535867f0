package dev.muninn.store;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import java.util.Arrays;

/** A series of a selection, and where in the selection's blocks it stands. */
final class FoundSeries {

    private static final int[] NOWHERE = {};

    private final Labels labels;
    private final Hash128 hash;

    /** Pairs of a block's place in the list of blocks and the series' number in that block. */
    private int[] places = NOWHERE;

    FoundSeries(Labels labels, Hash128 hash) {
        this.labels = labels;
        this.hash = hash;
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

    /** The number of the series in a block, or -1. */
    int numberIn(int block) {
        for (int i = 0; i < places.length; i += 2) {
            if (places[i] == block) {
                return places[i + 1];
            }
        }
        return -1;
    }

    /** Takes a block's place in the list of blocks and the series' number in that block. */
    interface Place {
        void at(int block, int series);
    }

    /** Tells all places, in the order of the blocks. */
    void forEachPlace(Place place) {
        for (int i = 0; i < places.length; i += 2) {
            place.at(places[i], places[i + 1]);
        }
    }
}
