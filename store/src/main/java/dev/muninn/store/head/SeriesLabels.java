package dev.muninn.store.head;

import java.util.Arrays;

/** The labels of each series as numbers of symbols, names and values in turn. */
final class SeriesLabels {

    /*
     * A series' labels stand in one page behind their count. Pages, so that growing copies nothing
     * and leaves no holes: at a million series this is the largest part of the table.
     */

    private static final int PAGE_SHIFT = 16;
    private static final int PAGE = 1 << PAGE_SHIFT;

    /** Page << 16 | offset per series. */
    private int[] places = new int[256];

    private int[][] pages = new int[4][];
    private int pageCount;
    private int used = PAGE;

    /** Begins the list of a series. */
    void begin(int ref, int labels) {
        if (ref >= places.length) {
            places = Arrays.copyOf(places, Math.max(ref + 1, 2 * places.length));
        }
        int needed = 1 + 2 * labels;
        if (used + needed > PAGE) {
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, 2 * pageCount);
            }
            pages[pageCount++] = new int[Math.max(PAGE, needed)];
            used = 0;
        }
        places[ref] = pageCount - 1 << PAGE_SHIFT | used;
        pages[pageCount - 1][used++] = labels;
    }

    /** Adds a label to the list begun last. */
    void add(int name, int value) {
        int[] page = pages[pageCount - 1];
        page[used++] = name;
        page[used++] = value;
    }

    int count(int ref) {
        return pages[places[ref] >>> PAGE_SHIFT][places[ref] & PAGE - 1];
    }

    int name(int ref, int label) {
        return pages[places[ref] >>> PAGE_SHIFT][(places[ref] & PAGE - 1) + 1 + 2 * label];
    }

    int value(int ref, int label) {
        return pages[places[ref] >>> PAGE_SHIFT][(places[ref] & PAGE - 1) + 2 + 2 * label];
    }

    /** The symbol of the value that a series has for a name, or -1. */
    int valueOf(int ref, int name) {
        for (int i = count(ref) - 1; i >= 0; i--) {
            if (name(ref, i) == name) {
                return value(ref, i);
            }
        }
        return -1;
    }

    long memoryBytes() {
        return 4L * pageCount * PAGE + 4L * places.length;
    }
}
