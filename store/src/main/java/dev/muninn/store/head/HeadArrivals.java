package dev.muninn.store.head;

import dev.muninn.model.Arrivals;
import dev.muninn.model.Matcher;
import dev.muninn.store.index.Matching;
import java.util.Arrays;
import java.util.List;

/** Compares the newest samples of some series with those it saw last: writers do nothing for it. */
final class HeadArrivals implements Arrivals {

    private static final int NO_TABLE = -1;

    private final Head head;
    private final List<Matcher> matchers;

    /** Which series match, as long as the table is the one that was looked at. */
    private int[] refs = {};

    /** The newest sample of each that was told. */
    private long[] told = {};

    private int tableNext = NO_TABLE;
    private int tableSize = NO_TABLE;

    HeadArrivals(Head head, List<Matcher> matchers) {
        this.head = head;
        this.matchers = List.copyOf(matchers);
    }

    @Override
    public boolean any(long untilMillis) {
        boolean isFirst = tableNext == NO_TABLE;
        long[] newest = head.withTable(this::look);
        boolean isNews = isFirst;
        for (int i = 0; i < newest.length; i++) {
            if (newest[i] != told[i]) {
                isNews = true;
                if (newest[i] <= untilMillis) {
                    told[i] = newest[i];
                }
            }
        }
        return isNews;
    }

    private long[] look(SeriesTable table) {
        // Numbers are never given again, so these two stay the same only while the series do.
        if (table.next() != tableNext || table.size() != tableSize) {
            take(Matching.select(table.index(), matchers).toArray());
            tableNext = table.next();
            tableSize = table.size();
        }
        long[] newest = new long[refs.length];
        head.samples().newest(refs, newest);
        return newest;
    }

    private void take(int[] found) {
        long[] next = new long[found.length];
        for (int i = 0; i < found.length; i++) {
            int known = Arrays.binarySearch(refs, found[i]);
            next[i] = known < 0 ? OpenChunks.NEVER : told[known];
        }
        refs = found;
        told = next;
    }
}
