package dev.muninn.store.care;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lengths that blocks have: two hours at first, longer with age. All begin at multiples of
 * their length, so a longer one holds whole shorter ones.
 */
final class BlockRanges {

    static final long SHORTEST = Duration.ofHours(2).toMillis();

    /** Factors between lengths: 2 h, 12 h, 48 h, 16 d. */
    private static final int[] FACTORS = {6, 4, 8};

    /** A block may hold at most this share of what is kept, so that little stays too long. */
    private static final int RETENTION_SHARE = 7;

    /** A range of time, from start to before end. */
    record Range(long start, long end) {}

    private final List<Long> lengths = new ArrayList<>();

    BlockRanges(Duration retention) {
        long length = SHORTEST;
        lengths.add(length);
        for (int factor : FACTORS) {
            length *= factor;
            if (length <= retention.toMillis() / RETENTION_SHARE) {
                lengths.add(length);
            }
        }
    }

    /** Lengths, ascending. */
    List<Long> lengths() {
        return lengths;
    }

    /** The range of the new block that a sample goes to; older samples share longer ones. */
    Range around(long time, long newest) {
        long length = SHORTEST;
        for (long longer : lengths) {
            // Only ranges that are over, or each flush would add to the same one.
            if (newest - time >= 2 * longer) {
                length = longer;
            }
        }
        long start = Math.floorDiv(time, length) * length;
        return new Range(start, start + length);
    }
}
