package dev.muninn.store.head;

import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.index.ValueSearch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Each text once, as UTF-8, with a number. Guarded as {@link SeriesTable} is. */
final class SymbolTable {

    /*
     * A slot is the upper half of the text's hash and, below it, its number + 1. Texts stand in pages,
     * each behind its length; a text's place is page << 16 | offset. Strings are made when they are
     * asked for, and kept: most texts are only ever compared as bytes.
     */

    private static final int PAGE_SHIFT = 16;
    private static final int PAGE = 1 << PAGE_SHIFT;
    private static final int LENGTH_BYTES = 4;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Hash128 seed;
    private final Hasher hasher;
    private long[] slots = new long[64];
    private int[] places = new int[32];
    private @Nullable String[] strings = new @Nullable String[32];
    private int size;
    private byte[][] pages = new byte[4][];
    private int pageCount;
    private int used = PAGE;

    /** The seed keeps outsiders from making texts that all fall into one slot. */
    SymbolTable(Hash128 seed) {
        this.seed = seed;
        hasher = new Hasher(seed);
    }

    /** The number of a text, which is new if it was not there. Wants the write lock. */
    int intern(byte[] bytes, int from, int to) {
        long hash = hasher.hash(bytes, from, to).low();
        int at = slot(hash, bytes, from, to);
        if (slots[at] != 0) {
            return (int) slots[at] - 1;
        }
        int number = add(bytes, from, to);
        slots[at] = hash & 0xffffffff00000000L | size;
        if (2 * size > slots.length) {
            grow();
        }
        return number;
    }

    int intern(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return intern(bytes, 0, bytes.length);
    }

    /** The number of a text, or -1. Wants the read lock. */
    int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = new Hasher(seed).hash(bytes, 0, bytes.length).low();
        return (int) slots[slot(hash, bytes, 0, bytes.length)] - 1;
    }

    /** Where the text is or would be put. */
    private int slot(long hash, byte[] bytes, int from, int to) {
        int mask = slots.length - 1;
        for (int i = (int) (hash >>> 32) & mask; ; i = (i + 1) & mask) {
            long slot = slots[i];
            if (slot == 0 || (slot ^ hash) >>> 32 == 0 && isText((int) slot - 1, bytes, from, to)) {
                return i;
            }
        }
    }

    private boolean isText(int number, byte[] bytes, int from, int to) {
        byte[] page = pages[places[number] >>> PAGE_SHIFT];
        int at = places[number] & PAGE - 1;
        int start = at + LENGTH_BYTES;
        int length = length(page, at);
        return length == to - from && Arrays.equals(page, start, start + length, bytes, from, to);
    }

    private static int length(byte[] page, int at) {
        return (int) INT.get(page, at);
    }

    private int add(byte[] bytes, int from, int to) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            strings = Arrays.copyOf(strings, 2 * size);
        }
        int length = to - from;
        int needed = LENGTH_BYTES + length;
        if (used + needed > PAGE) {
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, 2 * pageCount);
            }
            pages[pageCount++] = new byte[Math.max(PAGE, needed)];
            used = 0;
        }
        byte[] page = pages[pageCount - 1];
        INT.set(page, used, length);
        System.arraycopy(bytes, from, page, used + LENGTH_BYTES, length);
        places[size] = pageCount - 1 << PAGE_SHIFT | used;
        used += needed;
        return size++;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long slot : old) {
            if (slot != 0) {
                int i = (int) (slot >>> 32) & mask;
                while (slots[i] != 0) {
                    i = (i + 1) & mask;
                }
                slots[i] = slot;
            }
        }
    }

    /** The text as a string, the same one for every caller. Wants the read lock. */
    String string(int number) {
        String known = strings[number];
        if (known == null) {
            byte[] page = pages[places[number] >>> PAGE_SHIFT];
            int at = places[number] & PAGE - 1;
            int length = length(page, at);
            known = new String(page, at + LENGTH_BYTES, length, StandardCharsets.UTF_8);
            // Two readers may both get here; either string will do.
            strings[number] = known;
        }
        return known;
    }

    /** Whether a search wants the text. Wants the read lock. */
    boolean isWanted(int number, ValueSearch search) {
        byte[] page = pages[places[number] >>> PAGE_SHIFT];
        int at = places[number] & PAGE - 1;
        int start = at + LENGTH_BYTES;
        return search.wants(page, start, start + length(page, at));
    }

    /** Takes a text of another table over. */
    int internFrom(SymbolTable other, int number) {
        byte[] page = other.pages[other.places[number] >>> PAGE_SHIFT];
        int at = other.places[number] & PAGE - 1;
        int start = at + LENGTH_BYTES;
        return intern(page, start, start + length(page, at));
    }

    int size() {
        return size;
    }

    long memoryBytes() {
        return (long) pageCount * PAGE + 8L * slots.length + 8L * places.length;
    }
}
