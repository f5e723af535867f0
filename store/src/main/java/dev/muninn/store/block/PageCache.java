package dev.muninn.store.block;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Pages that were read lately, checked and unpacked, up to a number of bytes. Safe for use by many
 * threads.
 */
public final class PageCache {

    /*
     * Each block has its pages with it, so that finding one takes no lock. Here they stand in a line:
     * when there is no more room, the first goes, unless it was used since it got into the line; then
     * it queues up again (the clock algorithm).
     */

    /** The pages of a block. */
    static final class OfBlock {

        private final PageCache cache;
        private final AtomicReferenceArray<@Nullable Page> pages;

        private OfBlock(PageCache cache, int count) {
            this.cache = cache;
            pages = new AtomicReferenceArray<>(count);
        }

        /** The bytes of a page, or null. */
        byte @Nullable [] get(int number) {
            Page page = number < 0 || number >= pages.length() ? null : pages.get(number);
            if (page == null) {
                return null;
            }
            if (!page.isUsed) {
                page.isUsed = true;
            }
            return page.bytes;
        }

        void put(int number, byte[] bytes) {
            Page page = new Page(this, number, bytes);
            if (pages.compareAndSet(number, null, page)) {
                cache.add(page);
            }
        }

        /** Forgets all: the block is gone. */
        void clear() {
            cache.remove(this);
        }
    }

    private static final class Page {

        private final OfBlock block;
        private final int number;
        private final byte[] bytes;
        private volatile boolean isUsed;

        Page(OfBlock block, int number, byte[] bytes) {
            this.block = block;
            this.number = number;
            this.bytes = bytes;
        }

        void forget() {
            block.pages.compareAndSet(number, this, null);
        }
    }

    private final long maxBytes;
    private final ArrayDeque<Page> line = new ArrayDeque<>();
    private long bytes;

    public PageCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    OfBlock of(int pages) {
        return new OfBlock(this, pages);
    }

    private synchronized void add(Page page) {
        line.add(page);
        bytes += page.bytes.length;
        while (bytes > maxBytes) {
            Page first = line.remove();
            if (first.isUsed) {
                first.isUsed = false;
                line.add(first);
            } else {
                first.forget();
                bytes -= first.bytes.length;
            }
        }
    }

    private synchronized void remove(OfBlock block) {
        line.removeIf(
                page -> {
                    boolean isGone = page.block == block;
                    if (isGone) {
                        bytes -= page.bytes.length;
                        page.forget();
                    }
                    return isGone;
                });
    }

    /** Memory that is taken at present. */
    public synchronized long bytes() {
        return bytes;
    }
}
