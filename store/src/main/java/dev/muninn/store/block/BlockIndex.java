package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LabelIndex;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private record Symbol(int number, String string) {}

    private final long series;
    private final MemorySegment symbols;
    private final MemorySegment hashes;
    private final MemorySegment seriesOffsets;
    private final MemorySegment entries;
    private final MemorySegment names;
    private final MemorySegment pairs;
    private final MemorySegment bitmaps;
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
        byte[] wanted = string.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = symbolCount() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(symbolBytes(middle), wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
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
        int low = names.get(INT, entry + 4);
        int high = low + names.get(INT, entry + 8) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = pairs.get(INT, (long) PAIR_ENTRY * middle);
            if (found == valueSymbol) {
                long offset = pairs.get(LONG, (long) PAIR_ENTRY * middle + 8);
                return new ImmutableRoaringBitmap(
                        bitmaps.asSlice(offset).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
            }
            if (found < valueSymbol) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return new MutableRoaringBitmap();
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
        int nameSymbol = findSymbol(name);
        long entry = nameSymbol < 0 ? -1 : nameEntry(nameSymbol);
        if (entry < 0) {
            return List.of();
        }
        int first = names.get(INT, entry + 4);
        int count = names.get(INT, entry + 8);
        List<String> found = new ArrayList<>(count);
        for (int i = first; i < first + count; i++) {
            found.add(
                    new String(
                            symbolBytes(pairs.get(INT, (long) PAIR_ENTRY * i)),
                            StandardCharsets.UTF_8));
        }
        return found;
    }
}
