package dev.muninn.store.block;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.ByteReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/** What a block's index holds of each series: its labels, and where its chunks are. */
final class SeriesEntries {

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment offsets;
    private final MemorySegment entries;

    SeriesEntries(MemorySegment offsets, MemorySegment entries) {
        this.offsets = offsets;
        this.entries = entries;
    }

    /** A series' entry from its labels on. */
    private ByteReader entry(int index) {
        long from = offsets.get(LONG, 8L * index);
        long to = offsets.get(LONG, 8L * index + 8);
        return new ByteReader(entries.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE));
    }

    Labels labels(int index, Symbols symbols) {
        ByteReader in = entry(index);
        String[] of = new String[2 * in.count(in.remaining())];
        for (int i = 0; i < of.length; i++) {
            of[i] = symbols.string((int) in.varint());
        }
        return Labels.ofSorted(of);
    }

    /** How many chunks a series has. */
    int chunkCount(int index) {
        ByteReader in = behindLabels(index);
        return in.count(in.remaining());
    }

    private ByteReader behindLabels(int index) {
        ByteReader in = entry(index);
        in.skipVarints(2 * in.count(in.remaining()));
        return in;
    }

    /** The chunks of a series that overlap the range, ascending. */
    List<ChunkEntry> chunks(int index, long fromMillis, long toMillis) {
        ByteReader in = behindLabels(index);
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

    /** Takes the symbols of a label. */
    interface LabelSymbols {
        void at(int name, int value);
    }

    /** Tells the labels of the series, one series after the other. */
    void forEachLabel(ImmutableRoaringBitmap of, LabelSymbols taker) {
        of.forEach(
                (int index) -> {
                    ByteReader in = entry(index);
                    for (int i = in.count(in.remaining()); i > 0; i--) {
                        taker.at((int) in.varint(), (int) in.varint());
                    }
                });
    }
}
