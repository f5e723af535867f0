package dev.muninn.store.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Pieces of memory of equal size, chained by number, that are given and taken back. */
final class Slabs {

    /** Two cache lines; an open chunk of a typical series takes three. */
    static final int SIZE = 128;

    /** The last four bytes of a slab are the number of the next. */
    static final int PAYLOAD = SIZE - 4;

    private static final int PAGE_SHIFT = 9;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[][] pages = new byte[4][];
    private int pageCount;
    private int fresh;
    private int free = -1;
    private int inUse;

    int allocate() {
        inUse++;
        if (free >= 0) {
            int slab = free;
            free = next(slab);
            return slab;
        }
        if (fresh == pageCount << PAGE_SHIFT) {
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, 2 * pageCount);
            }
            pages[pageCount++] = new byte[SIZE << PAGE_SHIFT];
        }
        return fresh++;
    }

    /** Takes back a chain of slabs. */
    void release(int first, int last) {
        for (int slab = first; slab != last; slab = next(slab)) {
            inUse--;
        }
        inUse--;
        setNext(last, free);
        free = first;
        if (inUse == 0 && pageCount > 1) {
            // After a flush: what is not given back here would count as full for ever.
            pages = new byte[4][];
            pageCount = 0;
            fresh = 0;
            free = -1;
        }
    }

    byte[] page(int slab) {
        return pages[slab >>> PAGE_SHIFT];
    }

    int offset(int slab) {
        return (slab & PAGE_MASK) * SIZE;
    }

    int next(int slab) {
        return (int) INT.get(page(slab), offset(slab) + PAYLOAD);
    }

    void setNext(int slab, int next) {
        INT.set(page(slab), offset(slab) + PAYLOAD, next);
    }

    long memoryBytes() {
        return (long) pageCount * (SIZE << PAGE_SHIFT);
    }
}
