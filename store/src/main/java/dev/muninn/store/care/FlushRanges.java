package dev.muninn.store.care;

import dev.muninn.store.care.BlockRanges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The ranges of time to write a block for each: together all of some spans, and nothing twice. */
final class FlushRanges {

    /*
     * How long a range is depends on how old its first sample is, so that one span may ask for a range
     * of two hours where another asks for twelve that begin with the same ones. Of two ranges that
     * share any time one holds all of the other, as each length is a multiple of those before it.
     */

    private final BlockRanges ranges;
    private final long newest;
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /**
     * @param newest the newest sample of all
     */
    FlushRanges(BlockRanges ranges, long newest) {
        this.ranges = ranges;
        this.newest = newest;
    }

    /** Asks for all from one time to another, both included. */
    void add(long fromMillis, long toMillis) {
        for (long at = fromMillis; at <= toMillis; ) {
            Range range = ranges.around(at, newest);
            ends.merge(range.start(), range.end(), Math::max);
            at = range.end();
        }
    }

    /** Ascending. */
    List<Range> toList() {
        List<Range> all = new ArrayList<>();
        long covered = Long.MIN_VALUE;
        for (var range : ends.entrySet()) {
            if (range.getKey() >= covered) {
                covered = range.getValue();
                all.add(new Range(range.getKey(), covered));
            }
        }
        return all;
    }
}
