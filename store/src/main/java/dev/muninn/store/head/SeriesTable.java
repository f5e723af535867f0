package dev.muninn.store.head;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import dev.muninn.store.index.ValueSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/**
 * The series of the head: their numbers by hash of label bytes, their labels by number, and which
 * carry which label. Readers share {@link Head}'s table lock, changes hold it alone.
 */
public final class SeriesTable implements LabelIndex {

    /*
     * Other orders of the same labels are further hashes with the same number (aliases). Numbers are
     * given in ascending order and never again, so a sender's next series is nearly always the next
     * number, which is tested before the hashes are probed.
     *
     * Series that are removed leave their entries in postings and symbols behind until they are half
     * as many as those alive: building all of it anew keeps everybody waiting.
     */

    /** Aliases are kept while fewer than the series; beyond that the slow way serves them. */
    private static final int MIN_ALIASES = 1024;

    /** Fewer dead series than this are not worth a rebuild. */
    private static final int MIN_DEAD = 4096;

    private final Hash128 seed;
    private LabelHashes numbers = new LabelHashes(0);
    private int aliases;

    /** Two longs per number: the hash of the canonical form, zeros where there is no series. */
    private long[] hashes = new long[512];

    private int next;
    private SymbolTable symbols;
    private SeriesLabels labels = new SeriesLabels();
    private HeadPostings postings = new HeadPostings();
    private MutableRoaringBitmap live = new MutableRoaringBitmap();
    private MutableRoaringBitmap dead = new MutableRoaringBitmap();
    private int liveCount;

    SeriesTable(Hash128 seed) {
        this.seed = seed;
        symbols = new SymbolTable(seed);
    }

    /** The number of the series with this hash, or -1. */
    int find(long high, long low) {
        int ref = numbers.find(high, low);
        // An alias of a series that is gone.
        return ref >= 0 && isGone(ref) ? -1 : ref;
    }

    private boolean isGone(int ref) {
        return hashes[2 * ref] == 0 && hashes[2 * ref + 1] == 0;
    }

    /** Whether the number belongs to the series with this canonical hash. */
    boolean is(int ref, long high, long low) {
        return ref < next && hashes[2 * ref] == high && hashes[2 * ref + 1] == low;
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, Labels of, long high, long low) {
        put(ref, high, low);
        labels.begin(ref, of.size());
        for (int i = 0; i < of.size(); i++) {
            addLabel(ref, symbols.intern(of.name(i)), symbols.intern(of.value(i)));
        }
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, CanonicalLabels of, long high, long low) {
        put(ref, high, low);
        labels.begin(ref, of.size());
        for (int i = 0; i < of.size(); i++) {
            addLabel(ref, of.internName(i, symbols), of.internValue(i, symbols));
        }
    }

    private void put(int ref, long high, long low) {
        if (2 * ref >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(2 * ref + 2, 2 * hashes.length));
        }
        hashes[2 * ref] = high;
        hashes[2 * ref + 1] = low;
        next = Math.max(next, ref + 1);
        numbers.put(high, low, ref);
        live.add(ref);
        liveCount++;
    }

    private void addLabel(int ref, int name, int value) {
        labels.add(name, value);
        postings.add(name, value, ref);
    }

    /** Remembers another form of the series' labels. */
    void alias(long high, long low, int ref) {
        if (aliases < Math.max(MIN_ALIASES, liveCount)) {
            numbers.put(high, low, ref);
            aliases++;
        }
    }

    /** Forgets series. */
    void remove(ImmutableRoaringBitmap gone) {
        gone.forEach(
                (int ref) -> {
                    numbers.remove(hashes[2 * ref], hashes[2 * ref + 1]);
                    hashes[2 * ref] = 0;
                    hashes[2 * ref + 1] = 0;
                });
        live.andNot(gone);
        dead.or(gone);
        liveCount = live.getCardinality();
        if (dead.getCardinality() > Math.max(MIN_DEAD, liveCount / 2)) {
            rebuild();
        }
    }

    /** Builds everything anew that speaks of dead series. */
    private void rebuild() {
        SymbolTable oldSymbols = symbols;
        SeriesLabels oldLabels = labels;
        symbols = new SymbolTable(seed);
        labels = new SeriesLabels();
        postings = new HeadPostings();
        numbers = new LabelHashes(liveCount);
        aliases = 0;
        dead = new MutableRoaringBitmap();
        int[] moved = new int[oldSymbols.size()];
        live.forEach(
                (int ref) -> {
                    numbers.put(hashes[2 * ref], hashes[2 * ref + 1], ref);
                    int count = oldLabels.count(ref);
                    labels.begin(ref, count);
                    for (int i = 0; i < count; i++) {
                        int name = move(oldLabels.name(ref, i), oldSymbols, moved);
                        int value = move(oldLabels.value(ref, i), oldSymbols, moved);
                        addLabel(ref, name, value);
                    }
                });
    }

    private int move(int symbol, SymbolTable from, int[] moved) {
        if (moved[symbol] == 0) {
            moved[symbol] = symbols.internFrom(from, symbol) + 1;
        }
        return moved[symbol] - 1;
    }

    public Labels labels(int ref) {
        String[] pairs = new String[2 * labels.count(ref)];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = symbols.string(labels.name(ref, i / 2));
            pairs[i + 1] = symbols.string(labels.value(ref, i / 2));
        }
        return Labels.ofSorted(pairs);
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
                : postings(nameSymbol, valueSymbol);
    }

    @Override
    public int weight(String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = symbols.find(value);
        return nameSymbol < 0 || valueSymbol < 0 ? 0 : postings.count(nameSymbol, valueSymbol);
    }

    @Override
    public ImmutableRoaringBitmap among(ImmutableRoaringBitmap series, String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = symbols.find(value);
        return nameSymbol < 0 || valueSymbol < 0
                ? new MutableRoaringBitmap()
                : postings.among(series, nameSymbol, valueSymbol);
    }

    private MutableRoaringBitmap postings(int name, int value) {
        MutableRoaringBitmap of = postings.get(name, value);
        if (!dead.isEmpty()) {
            of.andNot(dead);
        }
        return of;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int name : postings.names()) {
            if (isCarried(name)) {
                names.add(symbols.string(name));
            }
        }
        return names;
    }

    private boolean isCarried(int name) {
        for (int value : postings.values(name)) {
            if (count(name, value) > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        int nameSymbol = symbols.find(name);
        if (nameSymbol >= 0) {
            for (int value : postings.values(nameSymbol)) {
                if (count(nameSymbol, value) > 0) {
                    values.add(symbols.string(value));
                }
            }
        }
        return values;
    }

    @Override
    public void addNames(ImmutableRoaringBitmap of, Set<String> to) {
        BitSet found = new BitSet();
        of.forEach(
                (int ref) -> {
                    for (int i = labels.count(ref) - 1; i >= 0; i--) {
                        found.set(labels.name(ref, i));
                    }
                });
        found.stream().forEach(name -> to.add(symbols.string(name)));
    }

    @Override
    public void addValues(String name, ImmutableRoaringBitmap of, Set<String> to) {
        int nameSymbol = symbols.find(name);
        BitSet found = new BitSet();
        of.forEach(
                (int ref) -> {
                    for (int i = labels.count(ref) - 1; i >= 0; i--) {
                        if (labels.name(ref, i) == nameSymbol) {
                            found.set(labels.value(ref, i));
                        }
                    }
                });
        found.stream().forEach(value -> to.add(symbols.string(value)));
    }

    @Override
    public void search(String name, ValueSearch search) {
        int nameSymbol = symbols.find(name);
        if (nameSymbol < 0) {
            return;
        }
        for (int value : postings.values(nameSymbol)) {
            if (search.isDone()) {
                return;
            }
            // Nearly all end here, before anything is made or looked up.
            if (symbols.isWanted(value, search) && count(nameSymbol, value) > 0) {
                search.offer(symbols.string(value));
            }
        }
    }

    /** How many series carry the label. */
    public int count(String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = symbols.find(value);
        return nameSymbol < 0 || valueSymbol < 0 ? 0 : count(nameSymbol, valueSymbol);
    }

    private int count(int name, int value) {
        if (dead.isEmpty()) {
            return postings.count(name, value);
        }
        int only = postings.single(name, value);
        return only < 0 ? postings(name, value).getCardinality() : dead.contains(only) ? 0 : 1;
    }

    /** How many different pairs of label and value there are. */
    public int pairCount() {
        return postings.pairCount();
    }

    /** What the table itself takes. */
    public long memoryBytes() {
        return numbers.memoryBytes()
                + 8L * hashes.length
                + symbols.memoryBytes()
                + labels.memoryBytes()
                + postings.memoryBytes();
    }
}
