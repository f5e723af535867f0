package dev.muninn.store.append;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which series a sender sent after which; the next number where nothing else is known. Confined to
 * the sender's thread.
 */
final class Successors {

    private static final int SHIFT = 8;
    private static final int MASK = (1 << SHIFT) - 1;

    /** Series with neighbouring numbers; 0 is no exception, else the successor + 1. */
    private static final class Page {
        private final int[] next = new int[1 << SHIFT];
    }

    /** Only pages with an exception exist. */
    private @Nullable Page[] pages = new @Nullable Page[16];

    int after(int ref) {
        int page = ref >>> SHIFT;
        if (ref < 0 || page >= pages.length) {
            return ref + 1;
        }
        Page entries = pages[page];
        int known = entries == null ? 0 : entries.next[ref & MASK];
        return known == 0 ? ref + 1 : known - 1;
    }

    /** Remembers that one came after the other. */
    void follow(int ref, int next) {
        if (ref < 0 || after(ref) == next) {
            return;
        }
        int page = ref >>> SHIFT;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, 2 * pages.length));
        }
        Page entries = pages[page];
        if (entries == null) {
            entries = new Page();
            pages[page] = entries;
        }
        entries.next[ref & MASK] = next + 1;
    }
}
