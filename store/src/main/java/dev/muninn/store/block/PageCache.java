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
     * it queues up again (the clock algorithm). Milestones make reading quicker, but a page that had to
     * go for them would be dearer than all they save: they have room of their own.
     */

    /**
     * Milestones of a page of differences take half of what it takes itself; few pages are such.
     */
    private static final int MARKS_SHARE = 4;

    /** The pages of a block. */
    static final class OfBlock {

        private final PageCache cache;
        private final AtomicReferenceArray<@Nullable Kept> pages;

        private OfBlock(PageCache cache, int count) {
            this.cache = cache;
            pages = new AtomicReferenceArray<>(count);
        }

        @Nullable ReadPage get(int number) {
            Kept kept = number < 0 || number >= pages.length() ? null : pages.get(number);
            if (kept == null) {
                return null;
            }
            if (!kept.isUsed) {
                kept.isUsed = true;
            }
            return kept.page;
        }

        /** Keeps a page, if nobody else has put it there meanwhile; one with these bytes. */
        ReadPage put(int number, byte[] bytes) {
            Kept kept = new Kept(this, number, bytes);
            if (pages.compareAndSet(number, null, kept)) {
                cache.add(kept);
            }
            return kept.page;
        }

        /** Forgets all: the block is gone. */
        void clear() {
            cache.remove(this);
        }
    }

    private static final class Kept implements ReadPage.Keeper {

        private final OfBlock block;
        private final int number;
        private final ReadPage page;
        private volatile boolean isUsed;

        /** Under the cache's lock: what it takes, and whether that is counted. */
        private long size;

        private long marks;
        private boolean isInLine;

        Kept(OfBlock block, int number, byte[] bytes) {
            this.block = block;
            this.number = number;
            size = bytes.length;
            page = ReadPage.staying(bytes, this);
        }

        @Override
        public void grew(int more) {
            block.cache.grew(this, more);
        }

        @Override
        public boolean hasRoomForMarks() {
            return block.cache.hasRoomForMarks;
        }

        @Override
        public void marked(int more) {
            block.cache.marked(this, more);
        }

        void forget() {
            block.pages.compareAndSet(number, this, null);
        }
    }

    private final long maxBytes;
    private final ArrayDeque<Kept> line = new ArrayDeque<>();
    private long bytes;
    private long marks;
    private volatile boolean hasRoomForMarks = true;

    /**
     * @param maxBytes for pages; their milestones take up to a quarter more
     */
    public PageCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    OfBlock of(int pages) {
        return new OfBlock(this, pages);
    }

    private synchronized void add(Kept kept) {
        line.add(kept);
        kept.isInLine = true;
        bytes += kept.size;
        makeRoom();
    }

    private synchronized void grew(Kept kept, int more) {
        if (kept.isInLine) {
            kept.size += more;
            bytes += more;
            makeRoom();
        }
    }

    private synchronized void marked(Kept kept, int more) {
        if (kept.isInLine) {
            kept.marks += more;
            addMarks(more);
        }
    }

    private void addMarks(long more) {
        marks += more;
        hasRoomForMarks = marks < maxBytes / MARKS_SHARE;
    }

    private void makeRoom() {
        while (bytes > maxBytes) {
            Kept first = line.remove();
            if (first.isUsed) {
                first.isUsed = false;
                line.add(first);
            } else {
                leave(first);
            }
        }
    }

    private void leave(Kept kept) {
        kept.forget();
        kept.isInLine = false;
        bytes -= kept.size;
        addMarks(-kept.marks);
    }

    private synchronized void remove(OfBlock block) {
        line.removeIf(
                kept -> {
                    boolean isGone = kept.block == block;
                    if (isGone) {
                        leave(kept);
                    }
                    return isGone;
                });
    }

    /** Memory that is taken at present. */
    public synchronized long bytes() {
        return bytes + marks;
    }
}
