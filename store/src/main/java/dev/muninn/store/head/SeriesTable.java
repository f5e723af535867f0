package dev.muninn.store.head;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/**
 * The series of the head: their numbers by hash of label bytes, their labels by number, and which
 * carry which label. Readers share {@link Head}'s table lock, changes hold it alone.
 */
public final class SeriesTable implements LabelIndex {

    /*
     * A slot is the 128-bit hash of one form of the labels, then the series' number + 1, then
     * unused: 32 bytes, one cache line. Other orders of the same labels are further slots with the
     * same number (aliases). Numbers are given in ascending order and never again, so a sender's
     * next series is nearly always the next number, which is tested before the table is probed.
     */

    private static final int SLOT = 4;

    /** Aliases are kept while fewer than the series; beyond that the slow way serves them. */
    private static final int MIN_ALIASES = 1024;

    private long[] slots = new long[SLOT * 1024];
    private int used;
    private int aliases;

    /** Two longs per number: the hash of the canonical form, zeros where there is no series. */
    private long[] hashes = new long[512];

    /** Start of the labels in {@link #labelSymbols} per number. */
    private int[] labelStart = new int[256];

    private int[] labelSymbols = new int[4096];
    private int labelSymbolCount;
    private int next;

    private SymbolTable symbols = new SymbolTable();
    private HeadPostings postings = new HeadPostings();
    private MutableRoaringBitmap live = new MutableRoaringBitmap();
    private int liveCount;

    /** The number of the series with this hash, or -1. */
    int find(long high, long low) {
        int mask = slots.length / SLOT - 1;
        for (int i = (int) low & mask; ; i = (i + 1) & mask) {
            int at = i * SLOT;
            if (slots[at + 2] == 0) {
                return -1;
            }
            if (slots[at] == high && slots[at + 1] == low) {
                return (int) slots[at + 2] - 1;
            }
        }
    }

    /** Whether the number belongs to the series with this canonical hash. */
    boolean is(int ref, long high, long low) {
        return ref < next && hashes[2 * ref] == high && hashes[2 * ref + 1] == low;
    }

    /** Takes the series up under a number that is not below any given before. */
    void put(int ref, Labels labels, Hash128 hash) {
        if (ref >= labelStart.length) {
            int capacity = Math.max(ref + 1, 2 * labelStart.length);
            labelStart = Arrays.copyOf(labelStart, capacity);
            hashes = Arrays.copyOf(hashes, 2 * capacity);
        }
        hashes[2 * ref] = hash.high();
        hashes[2 * ref + 1] = hash.low();
        next = Math.max(next, ref + 1);
        insert(hash.high(), hash.low(), ref);
        addLabels(ref, labels);
        live.add(ref);
        liveCount++;
    }

    private void addLabels(int ref, Labels labels) {
        int needed = labelSymbolCount + 1 + 2 * labels.size();
        if (needed > labelSymbols.length) {
            labelSymbols = Arrays.copyOf(labelSymbols, Math.max(needed, 2 * labelSymbols.length));
        }
        labelStart[ref] = labelSymbolCount;
        labelSymbols[labelSymbolCount++] = labels.size();
        for (int i = 0; i < labels.size(); i++) {
            int name = symbols.intern(labels.name(i));
            int value = symbols.intern(labels.value(i));
            labelSymbols[labelSymbolCount++] = name;
            labelSymbols[labelSymbolCount++] = value;
            postings.add(name, value, ref);
        }
    }

    /** Remembers another form of the series' labels. */
    void alias(long high, long low, int ref) {
        if (aliases < Math.max(MIN_ALIASES, liveCount)) {
            insert(high, low, ref);
            aliases++;
        }
    }

    private void insert(long high, long low, int ref) {
        if (5L * SLOT * (used + 1) > 3L * slots.length) {
            long[] old = slots;
            slots = new long[2 * old.length];
            for (int at = 0; at < old.length; at += SLOT) {
                if (old[at + 2] != 0) {
                    place(old[at], old[at + 1], old[at + 2]);
                }
            }
        }
        place(high, low, ref + 1L);
        used++;
    }

    private void place(long high, long low, long content) {
        int mask = slots.length / SLOT - 1;
        int i = (int) low & mask;
        while (slots[i * SLOT + 2] != 0) {
            i = (i + 1) & mask;
        }
        slots[i * SLOT] = high;
        slots[i * SLOT + 1] = low;
        slots[i * SLOT + 2] = content;
    }

    /** Forgets series; everything that spoke of them is built anew. */
    void remove(ImmutableRoaringBitmap dead) {
        MutableRoaringBitmap left = ImmutableRoaringBitmap.andNot(live, dead);
        long[] oldSlots = slots;
        int[] oldStart = labelStart;
        int[] oldLabels = labelSymbols;
        SymbolTable oldSymbols = symbols;
        dead.forEach(
                (int ref) -> {
                    hashes[2 * ref] = 0;
                    hashes[2 * ref + 1] = 0;
                });
        symbols = new SymbolTable();
        postings = new HeadPostings();
        live = new MutableRoaringBitmap();
        liveCount = 0;
        labelStart = new int[oldStart.length];
        labelSymbols = new int[4096];
        labelSymbolCount = 0;
        left.forEach(
                (int ref) -> {
                    addLabels(ref, labels(oldLabels, oldStart[ref], oldSymbols));
                    live.add(ref);
                    liveCount++;
                });
        slots = new long[SLOT * Integer.highestOneBit(Math.max(1024, 2 * liveCount) * 2 - 1)];
        used = 0;
        aliases = 0;
        for (int at = 0; at < oldSlots.length; at += SLOT) {
            int ref = (int) oldSlots[at + 2] - 1;
            if (ref >= 0 && is(ref, oldSlots[at], oldSlots[at + 1])) {
                insert(oldSlots[at], oldSlots[at + 1], ref);
            }
        }
    }

    private static Labels labels(int[] from, int start, SymbolTable symbols) {
        String[] pairs = new String[2 * from[start]];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = symbols.string(from[start + 1 + i]);
        }
        return Labels.ofSorted(pairs);
    }

    public Labels labels(int ref) {
        return labels(labelSymbols, labelStart[ref], symbols);
    }

    public long hashHigh(int ref) {
        return hashes[2 * ref];
    }

    public long hashLow(int ref) {
        return hashes[2 * ref + 1];
    }

    /** The number that the next new series gets. */
    int next() {
        return next;
    }

    /** Keeps numbers below from being given again. */
    void startAt(int ref) {
        next = Math.max(next, ref);
    }

    public int size() {
        return liveCount;
    }

    @Override
    public ImmutableRoaringBitmap all() {
        return live;
    }

    @Override
    public ImmutableRoaringBitmap postings(String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = symbols.find(value);
        return nameSymbol < 0 || valueSymbol < 0
                ? new MutableRoaringBitmap()
                : postings.get(nameSymbol, valueSymbol);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int name : postings.names()) {
            names.add(symbols.string(name));
        }
        return names;
    }

    @Override
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        int nameSymbol = symbols.find(name);
        if (nameSymbol >= 0) {
            for (int value : postings.values(nameSymbol)) {
                values.add(symbols.string(value));
            }
        }
        return values;
    }

    /** How many series carry the label. */
    public int count(String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = symbols.find(value);
        return nameSymbol < 0 || valueSymbol < 0 ? 0 : postings.count(nameSymbol, valueSymbol);
    }

    /** How many different pairs of label and value there are. */
    public int pairCount() {
        return postings.pairCount();
    }
}
