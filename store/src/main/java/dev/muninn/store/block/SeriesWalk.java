package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Goes through the series of several blocks in label order, each once. */
public final class SeriesWalk {

    /** Takes a reading, by its place in the list, and the number of the series in its block. */
    public interface Place {
        void at(int reading, int series);
    }

    /** Where in a block the walk has got to. */
    private static final class Cursor {
        private final int place;
        private final Block block;
        private int series;
        private Labels labels;

        Cursor(int place, Block block) {
            this.place = place;
            this.block = block;
            this.labels = block.labels(0);
        }

        boolean advance() {
            if (++series >= block.meta().series()) {
                return false;
            }
            labels = block.labels(series);
            return true;
        }
    }

    private final PriorityQueue<Cursor> cursors =
            new PriorityQueue<>(
                    Comparator.comparing((Cursor c) -> c.labels).thenComparingInt(c -> c.place));
    private final List<Cursor> same = new ArrayList<>();

    public SeriesWalk(List<BlockReading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).block().meta().series() > 0) {
                cursors.add(new Cursor(i, readings.get(i).block()));
            }
        }
    }

    /** Moves on to the next series; false if there is none. */
    public boolean next() {
        for (Cursor cursor : same) {
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }
        same.clear();
        if (cursors.isEmpty()) {
            return false;
        }
        same.add(cursors.remove());
        for (Cursor next = cursors.peek();
                next != null && next.labels.equals(labels());
                next = cursors.peek()) {
            same.add(cursors.remove());
        }
        return true;
    }

    public Labels labels() {
        return same.getFirst().labels;
    }

    public Hash128 hash() {
        return same.getFirst().block.hash(same.getFirst().series);
    }

    /** Tells the blocks that have the series, in the order of the list. */
    public void forEachPlace(Place place) {
        for (Cursor cursor : same) {
            place.at(cursor.place, cursor.series);
        }
    }
}
