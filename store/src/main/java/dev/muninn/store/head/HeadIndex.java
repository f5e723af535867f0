package dev.muninn.store.head;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import dev.muninn.store.index.PatternMatch;
import dev.muninn.store.index.ValueSearch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** The labels of the head's series, and which carry which. Guarded as {@link SeriesTable} is. */
public final class HeadIndex implements LabelIndex {

    /*
     * Series that are removed leave their entries in postings and symbols behind until they are half
     * as many as those alive: building all of it anew keeps everybody waiting.
     */

    /** Fewer dead series than this are not worth a rebuild. */
    private static final int MIN_DEAD = 4096;

    private final Hash128 seed;
    private SymbolTable symbols;
    private SeriesLabels labels = new SeriesLabels();
    private HeadPostings postings = new HeadPostings();
    private MutableRoaringBitmap live = new MutableRoaringBitmap();
    private MutableRoaringBitmap dead = new MutableRoaringBitmap();
    private int liveCount;

    HeadIndex(Hash128 seed) {
        this.seed = seed;
        symbols = new SymbolTable(seed);
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, Labels of) {
        begin(ref, of.size());
        for (int i = 0; i < of.size(); i++) {
            addLabel(ref, symbols.intern(of.name(i)), symbols.intern(of.value(i)));
        }
    }

    /** Takes a series up under a number that is not below any given before. */
    void put(int ref, CanonicalLabels of) {
        begin(ref, of.size());
        for (int i = 0; i < of.size(); i++) {
            addLabel(ref, of.internName(i, symbols), of.internValue(i, symbols));
        }
    }

    private void begin(int ref, int count) {
        live.add(ref);
        liveCount++;
        labels.begin(ref, count);
    }

    private void addLabel(int ref, int name, int value) {
        labels.add(name, value);
        postings.add(name, value, ref);
    }

    /** Forgets series; whether so many are gone that {@link #rebuild} pays. */
    boolean remove(ImmutableRoaringBitmap gone) {
        live.andNot(gone);
        dead.or(gone);
        liveCount = live.getCardinality();
        return dead.getCardinality() > Math.max(MIN_DEAD, liveCount / 2);
    }

    /** Builds everything anew that speaks of dead series. */
    void rebuild() {
        SymbolTable oldSymbols = symbols;
        SeriesLabels oldLabels = labels;
        symbols = new SymbolTable(seed);
        labels = new SeriesLabels();
        postings = new HeadPostings();
        dead = new MutableRoaringBitmap();
        int[] moved = new int[oldSymbols.size()];
        live.forEach(
                (int ref) -> {
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

    Labels labels(int ref) {
        String[] pairs = new String[2 * labels.count(ref)];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = symbols.string(labels.name(ref, i / 2));
            pairs[i + 1] = symbols.string(labels.value(ref, i / 2));
        }
        return Labels.ofSorted(pairs);
    }

    int size() {
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

    @Override
    public ImmutableRoaringBitmap among(ImmutableRoaringBitmap series, PatternMatch match) {
        int name = symbols.find(match.matcher().name());
        if (name < 0) {
            return new MutableRoaringBitmap();
        }
        if (series.getCardinality() > postings.valueCount(name)) {
            return ImmutableRoaringBitmap.and(series, matching(match));
        }
        // Fewer series than values: to look at what they carry takes no lists of the others.
        MutableRoaringBitmap found = new MutableRoaringBitmap();
        series.forEach(
                (int ref) -> {
                    int value = labels.valueOf(ref, name);
                    if (value >= 0 && match.isMetBy(symbols.string(value))) {
                        found.add(ref);
                    }
                });
        return found;
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
                    int value = labels.valueOf(ref, nameSymbol);
                    if (value >= 0) {
                        found.set(value);
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

    /** Whether at least so many series carry the label; cheap as long as they are far fewer. */
    public boolean isCarriedBy(int series, String name, String value) {
        return weight(name, value) >= series && count(name, value) >= series;
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

    long memoryBytes() {
        return symbols.memoryBytes() + labels.memoryBytes() + postings.memoryBytes();
    }
}
