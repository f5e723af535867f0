package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import dev.muninn.store.index.PatternMatch;
import dev.muninn.store.index.ValueSearch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** Labels repeat from series to series; a few thousand strings serve nearly all. */
    private static final int RECENT = 4096;

    /** Regular expressions whose series are remembered. */
    private static final int REMEMBERED = 64;

    private record Symbol(int number, String string) {}

    private final long series;
    private final MemorySegment symbols;
    private final MemorySegment hashes;
    private final MemorySegment seriesOffsets;
    private final MemorySegment entries;
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

    private final @Nullable Symbol[] recent = new @Nullable Symbol[RECENT];

    /** Takes sections whose checksums were found right. */
    BlockIndex(long series, java.util.function.Function<Part, MemorySegment> sections) {
        this.series = series;
        symbols = sections.apply(Part.SYMBOLS);
        hashes = sections.apply(Part.HASHES);
        seriesOffsets = sections.apply(Part.SERIES_OFFSETS);
        entries = sections.apply(Part.SERIES);
        names = sections.apply(Part.NAMES);
        pairs = sections.apply(Part.PAIRS);
        bitmaps = sections.apply(Part.BITMAPS);
    }

    private String symbol(int number) {
        Symbol known = recent[number & RECENT - 1];
        if (known != null && known.number == number) {
            return known.string;
        }
        String string = new String(symbolBytes(number), StandardCharsets.UTF_8);
        recent[number & RECENT - 1] = new Symbol(number, string);
        return string;
    }

    private int symbolCount() {
        return symbols.get(INT, 0);
    }

    private byte[] symbolBytes(int number) {
        if (number < 0 || number >= symbolCount()) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "symbol " + number + " of " + symbolCount());
        }
        long text = 8 + 4L * symbolCount();
        int from = symbols.get(INT, 4 + 4L * number);
        int to = symbols.get(INT, 8 + 4L * number);
        return symbols.asSlice(text + from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    private int findSymbol(String string) {
        int at = firstSymbolFrom(string.getBytes(StandardCharsets.UTF_8));
        return at < symbolCount() && symbol(at).equals(string) ? at : -1;
    }

    /** The number of the first symbol that is not before the bytes. */
    private int firstSymbolFrom(byte[] wanted) {
        int low = 0;
        int high = symbolCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(symbolBytes(middle), wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Hash128 hash(int index) {
        return new Hash128(hashes.get(LONG, 16L * index), hashes.get(LONG, 16L * index + 8));
    }

    /** A series' entry from its labels on. */
    private ByteReader entry(int index) {
        long from = seriesOffsets.get(LONG, 8L * index);
        long to = seriesOffsets.get(LONG, 8L * index + 8);
        return new ByteReader(entries.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE));
    }

    Labels labels(int index) {
        ByteReader in = entry(index);
        String[] of = new String[2 * in.count(in.remaining())];
        for (int i = 0; i < of.length; i++) {
            of[i] = symbol((int) in.varint());
        }
        return Labels.ofSorted(of);
    }

    /** Where the parts of a chunk stand. */
    record ChunkEntry(
            long minTime,
            long maxTime,
            int count,
            int timesPage,
            int timesOffset,
            int valuesPage,
            int valuesOffset) {}

    /** The chunks of a series that overlap the range, ascending. */
    List<ChunkEntry> chunks(int index, long fromMillis, long toMillis) {
        ByteReader in = entry(index);
        for (int i = 2 * in.count(in.remaining()); i > 0; i--) {
            in.varint();
        }
        int count = in.count(in.remaining());
        List<ChunkEntry> found = new ArrayList<>(count);
        long end = 0;
        int page = 0;
        for (int i = 0; i < count; i++) {
            long from = end + in.zigzag();
            long to = from + in.varint();
            int samples = (int) in.varint();
            int timesPage = (int) in.varint();
            int timesOffset = (int) in.varint();
            page += (int) in.zigzag();
            int offset = (int) in.varint();
            end = to;
            if (from <= toMillis && to >= fromMillis) {
                found.add(new ChunkEntry(from, to, samples, timesPage, timesOffset, page, offset));
            }
        }
        return found;
    }

    @Override
    public ImmutableRoaringBitmap all() {
        MutableRoaringBitmap bitmap = new MutableRoaringBitmap();
        bitmap.add(0L, series);
        return bitmap;
    }

    @Override
    public ImmutableRoaringBitmap postings(String name, String value) {
        int nameSymbol = findSymbol(name);
        int valueSymbol = nameSymbol < 0 ? -1 : findSymbol(value);
        long entry = valueSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return new MutableRoaringBitmap();
        }
        int first = names.get(INT, entry + 4);
        int end = first + names.get(INT, entry + 8);
        int pair = firstPairFrom(first, end, valueSymbol);
        if (pair == end || pairs.get(INT, (long) PAIR_ENTRY * pair) != valueSymbol) {
            return new MutableRoaringBitmap();
        }
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
            if (pairs.get(INT, (long) PAIR_ENTRY * middle) < valueSymbol) {
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
            found.add(symbol(names.get(INT, at)));
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
                (from, to) -> {
                    boolean isWanted = startsWith(from, to, bytes);
                    if (isWanted) {
                        byte[] value =
                                symbols.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
                        found.add(new String(value, StandardCharsets.UTF_8));
                    }
                    return isWanted;
                });
        return found;
    }

    private boolean startsWith(long from, long to, byte[] prefix) {
        return to - from >= prefix.length
                && MemorySegment.mismatch(
                                symbols,
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
                (from, to) -> {
                    search.offer(symbols, from, to);
                    return !search.isDone() && startsWith(from, to, typed);
                });
        if (search.isFull()) {
            return;
        }
        forEachValue(
                name,
                "",
                (from, to) -> {
                    search.offer(symbols, from, to);
                    return !search.isFull();
                });
    }

    /** Takes a value by the place of its bytes among the symbols; whether to go on. */
    private interface ValuePlace {
        boolean at(long from, long to);
    }

    /** Tells the values of a label that are not before the first, sorted by their bytes. */
    private void forEachValue(String name, String first, ValuePlace place) {
        int nameSymbol = findSymbol(name);
        long entry = nameSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return;
        }
        int from = names.get(INT, entry + 4);
        int end = from + names.get(INT, entry + 8);
        int symbol = first.isEmpty() ? 0 : firstSymbolFrom(first.getBytes(StandardCharsets.UTF_8));
        long text = 8 + 4L * symbolCount();
        for (int i = firstPairFrom(from, end, symbol); i < end; i++) {
            long value = 4L * pairs.get(INT, (long) PAIR_ENTRY * i);
            if (!place.at(text + symbols.get(INT, 4 + value), text + symbols.get(INT, 8 + value))) {
                return;
            }
        }
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
