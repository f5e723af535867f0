package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import dev.muninn.store.index.PatternMatch;
import dev.muninn.store.index.ValueSearch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** Which series a block has, read in place from its file. Safe for use by many threads. */
final class BlockIndex implements LabelIndex {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int NAME_ENTRY = 12;
    private static final int PAIR_ENTRY = 16;

    /** Regular expressions whose series are remembered. */
    private static final int REMEMBERED = 64;

    private final long series;
    private final Symbols symbols;
    private final MemorySegment hashes;
    private final SeriesEntries entries;
    private final MemorySegment names;
    private final MemorySegment pairs;
    private final MemorySegment bitmaps;

    /** Dashboards ask the same expressions again and again. */
    private final Map<PatternMatch, ImmutableRoaringBitmap> matches =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<PatternMatch, ImmutableRoaringBitmap> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    /** Takes sections whose checksums were found right. */
    BlockIndex(long series, java.util.function.Function<Part, MemorySegment> sections) {
        this.series = series;
        symbols = new Symbols(sections.apply(Part.SYMBOLS));
        hashes = sections.apply(Part.HASHES);
        entries =
                new SeriesEntries(sections.apply(Part.SERIES_OFFSETS), sections.apply(Part.SERIES));
        names = sections.apply(Part.NAMES);
        pairs = sections.apply(Part.PAIRS);
        bitmaps = sections.apply(Part.BITMAPS);
    }

    Hash128 hash(int index) {
        return new Hash128(hashes.get(LONG, 16L * index), hashes.get(LONG, 16L * index + 8));
    }

    Labels labels(int index) {
        return entries.labels(index, symbols);
    }

    /** How many chunks a series has. */
    int chunkCount(int index) {
        return entries.chunkCount(index);
    }

    /** The chunks of a series that overlap the range, ascending. */
    List<ChunkEntry> chunks(int index, long fromMillis, long toMillis) {
        return entries.chunks(index, fromMillis, toMillis);
    }

    @Override
    public ImmutableRoaringBitmap all() {
        MutableRoaringBitmap bitmap = new MutableRoaringBitmap();
        bitmap.add(0L, series);
        return bitmap;
    }

    @Override
    public ImmutableRoaringBitmap postings(String name, String value) {
        int nameSymbol = symbols.find(name);
        int valueSymbol = nameSymbol < 0 ? -1 : symbols.find(value);
        long entry = valueSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return new MutableRoaringBitmap();
        }
        int first = names.get(INT, entry + 4);
        int end = first + names.get(INT, entry + 8);
        int pair = firstPairFrom(first, end, valueSymbol);
        return pair == end || valueOf(pair) != valueSymbol
                ? new MutableRoaringBitmap()
                : postings(pair);
    }

    private int valueOf(int pair) {
        return pairs.get(INT, (long) PAIR_ENTRY * pair);
    }

    private ImmutableRoaringBitmap postings(int pair) {
        long offset = pairs.get(LONG, (long) PAIR_ENTRY * pair + 8);
        return new ImmutableRoaringBitmap(
                bitmaps.asSlice(offset).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Of the pairs from one to before another, the first whose value is not before a symbol. */
    private int firstPairFrom(int from, int to, int valueSymbol) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (valueOf(middle) < valueSymbol) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long nameEntry(int nameSymbol) {
        long low = 0;
        long high = names.byteSize() / NAME_ENTRY - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = names.get(INT, NAME_ENTRY * middle);
            if (found == nameSymbol) {
                return NAME_ENTRY * middle;
            }
            if (found < nameSymbol) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public List<String> names() {
        List<String> found = new ArrayList<>();
        for (long at = 0; at < names.byteSize(); at += NAME_ENTRY) {
            found.add(symbols.string(names.get(INT, at)));
        }
        return found;
    }

    @Override
    public List<String> values(String name) {
        return values(name, "");
    }

    @Override
    public List<String> values(String name, String prefix) {
        List<String> found = new ArrayList<>();
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        forEachValue(
                name,
                prefix,
                value -> {
                    boolean isWanted = startsWith(value, bytes);
                    if (isWanted) {
                        found.add(symbols.string(value));
                    }
                    return isWanted;
                });
        return found;
    }

    private boolean startsWith(int symbol, byte[] prefix) {
        long from = symbols.from(symbol);
        return symbols.to(symbol) - from >= prefix.length
                && MemorySegment.mismatch(
                                symbols.section(),
                                from,
                                from + prefix.length,
                                MemorySegment.ofArray(prefix),
                                0,
                                prefix.length)
                        < 0;
    }

    @Override
    public void search(String name, ValueSearch search) {
        // What begins with the text as it was typed stands in one place, and is mostly enough.
        byte[] typed = search.text().getBytes(StandardCharsets.UTF_8);
        forEachValue(
                name,
                search.text(),
                value -> {
                    offer(value, search);
                    return !search.isDone() && startsWith(value, typed);
                });
        if (search.isFull()) {
            return;
        }
        forEachValue(
                name,
                "",
                value -> {
                    offer(value, search);
                    return !search.isFull();
                });
    }

    private void offer(int symbol, ValueSearch search) {
        search.offer(symbols.section(), symbols.from(symbol), symbols.to(symbol));
    }

    /** Tells the values of a label that are not before the first, sorted, while they are wanted. */
    private void forEachValue(String name, String first, IntPredicate isWanted) {
        int nameSymbol = symbols.find(name);
        long entry = nameSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return;
        }
        int from = names.get(INT, entry + 4);
        int end = from + names.get(INT, entry + 8);
        int symbol =
                first.isEmpty() ? 0 : symbols.firstFrom(first.getBytes(StandardCharsets.UTF_8));
        int pair = firstPairFrom(from, end, symbol);
        while (pair < end && isWanted.test(valueOf(pair))) {
            pair++;
        }
    }

    @Override
    public void addNames(ImmutableRoaringBitmap of, Set<String> to) {
        BitSet found = new BitSet();
        entries.forEachLabel(of, (name, value) -> found.set(name));
        found.stream().forEach(name -> to.add(symbols.string(name)));
    }

    @Override
    public void addValues(String name, ImmutableRoaringBitmap of, Set<String> to) {
        int nameSymbol = symbols.find(name);
        long entry = nameSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return;
        }
        int first = names.get(INT, entry + 4);
        int count = names.get(INT, entry + 8);
        if (count <= of.getCardinality()) {
            for (int pair = first; pair < first + count; pair++) {
                if (ImmutableRoaringBitmap.intersects(postings(pair), of)) {
                    to.add(symbols.string(valueOf(pair)));
                }
            }
            return;
        }
        BitSet found = new BitSet();
        entries.forEachLabel(
                of,
                (label, value) -> {
                    if (label == nameSymbol) {
                        found.set(value);
                    }
                });
        found.stream().forEach(value -> to.add(symbols.string(value)));
    }

    @Override
    public ImmutableRoaringBitmap matching(PatternMatch match) {
        ImmutableRoaringBitmap known = matches.get(match);
        if (known == null) {
            known = LabelIndex.super.matching(match);
            matches.put(match, known);
        }
        return known;
    }
}
