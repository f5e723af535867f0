package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.model.Utf8Order;
import dev.muninn.store.block.BlockMeta.Part;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.LongIntMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** Collects the index of a block while its series are written. Confined to one thread. */
final class BlockIndexWriter {

    /*
     * Symbols are numbered by their order, which is known only at the end; until then series hold
     * the numbers of first appearance and are rewritten once.
     */

    private final Map<String, Integer> symbols = new HashMap<>();
    private final List<String> strings = new ArrayList<>();
    private final ByteWriter hashes = new ByteWriter(1024);

    /** Per series its labels in early symbols, and its chunks as they will stand in the file. */
    private final List<int[]> labels = new ArrayList<>();

    private final ByteWriter chunks = new ByteWriter(4096);
    private int[] chunkEnds = new int[256];
    private int seriesCount;
    private long lastEnd;
    private int lastPage;

    void beginSeries(Labels series, Hash128 hash, int chunkCount) {
        int[] pairs = new int[2 * series.size()];
        for (int i = 0; i < series.size(); i++) {
            pairs[2 * i] = symbol(series.name(i));
            pairs[2 * i + 1] = symbol(series.value(i));
        }
        labels.add(pairs);
        hashes.u64(hash.high()).u64(hash.low());
        if (seriesCount == chunkEnds.length) {
            chunkEnds = Arrays.copyOf(chunkEnds, 2 * seriesCount);
        }
        chunks.varint(chunkCount);
        chunkEnds[seriesCount++] = chunks.size();
        lastEnd = 0;
        lastPage = 0;
    }

    private int symbol(String string) {
        Integer known = symbols.putIfAbsent(string, strings.size());
        if (known != null) {
            return known;
        }
        strings.add(string);
        return strings.size() - 1;
    }

    void chunk(long from, long to, int count, PageWriter.Place times, PageWriter.Place values) {
        chunks.zigzag(from - lastEnd).varint(to - from).varint(count);
        chunks.varint(times.page()).varint(times.offset());
        chunks.zigzag(values.page() - lastPage).varint(values.offset());
        lastEnd = to;
        lastPage = values.page();
        chunkEnds[seriesCount - 1] = chunks.size();
    }

    long seriesCount() {
        return seriesCount;
    }

    private int[] finalSymbols = {};
    private String[] sorted = {};
    private final ByteWriter seriesOffsets = new ByteWriter(1024);
    private final ByteWriter series = new ByteWriter(4096);
    private final ByteWriter names = new ByteWriter(256);
    private final ByteWriter pairs = new ByteWriter(1024);
    private final ByteWriter bitmaps = new ByteWriter(4096);
    private boolean isBuilt;

    /** The bytes of a section, once all series are in. */
    ByteWriter section(Part part) {
        if (!isBuilt) {
            build();
            isBuilt = true;
        }
        return switch (part) {
            case SYMBOLS -> symbolSection();
            case HASHES -> seriesCount <= SeriesHashes.FEW ? new ByteWriter(0) : hashes;
            case SERIES_OFFSETS -> seriesOffsets;
            case SERIES -> series;
            case NAMES -> names;
            case PAIRS -> pairs;
            case BITMAPS -> bitmaps;
            case PAGE_TABLE -> throw new IllegalArgumentException("not part of the index");
        };
    }

    private void build() {
        sorted = strings.toArray(String[]::new);
        Arrays.sort(sorted, Utf8Order.COMPARATOR);
        finalSymbols = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            finalSymbols[symbols.getOrDefault(sorted[i], 0)] = i;
        }
        LongIntMap postings = new LongIntMap();
        List<MutableRoaringBitmap> lists = new ArrayList<>();
        int chunkStart = 0;
        for (int i = 0; i < seriesCount; i++) {
            seriesOffsets.u64(series.size());
            int[] of = labels.get(i);
            series.varint(of.length / 2);
            for (int p = 0; p < of.length; p += 2) {
                int name = finalSymbols[of[p]];
                int value = finalSymbols[of[p + 1]];
                series.varint(name).varint(value);
                long pair = (long) name << 32 | value;
                int list = postings.get(pair);
                if (list == LongIntMap.NONE) {
                    list = lists.size();
                    lists.add(new MutableRoaringBitmap());
                    postings.put(pair, list);
                }
                lists.get(list).add(i);
            }
            series.bytes(chunks.array(), chunkStart, chunkEnds[i] - chunkStart);
            chunkStart = chunkEnds[i];
        }
        seriesOffsets.u64(series.size());
        long[] sortedPairs = postings.sortedKeys();
        int first = 0;
        for (int i = 0; i < sortedPairs.length; i++) {
            int name = (int) (sortedPairs[i] >>> 32);
            boolean isNew = i == 0 || name != (int) (sortedPairs[i - 1] >>> 32);
            if (isNew) {
                names.u32(name).u32(i).u32(0);
            }
            first = isNew ? i : first;
            names.setU32(names.size() - 4, i + 1 - first);
            MutableRoaringBitmap bitmap = lists.get(postings.get(sortedPairs[i]));
            pairs.u32((int) sortedPairs[i]).u32(bitmap.getCardinality());
            pairs.u64(bitmaps.size());
            append(bitmap);
        }
    }

    private void append(MutableRoaringBitmap bitmap) {
        bitmap.runOptimize();
        int length = bitmap.serializedSizeInBytes();
        ByteBuffer buffer = ByteBuffer.allocate(length);
        bitmap.serialize(buffer);
        bitmaps.bytes(buffer.array(), 0, length);
    }

    private ByteWriter symbolSection() {
        ByteWriter out = new ByteWriter(4096);
        ByteWriter text = new ByteWriter(4096);
        out.u32(sorted.length);
        for (String string : sorted) {
            out.u32(text.size());
            text.bytes(string.getBytes(StandardCharsets.UTF_8));
        }
        out.u32(text.size());
        out.bytes(text.array(), 0, text.size());
        return out;
    }
}
