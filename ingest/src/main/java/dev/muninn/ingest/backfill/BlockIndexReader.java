package dev.muninn.ingest.backfill;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the series of a Prometheus block's index, version 2, one after the other. */
final class BlockIndexReader {

    private static final int MAGIC = 0xBAAAD700;
    private static final int VERSION = 2;

    /** Six offsets and a checksum, at the end of the file. */
    private static final int TABLE_BYTES = 52;

    private static final int SERIES_ALIGNMENT = 16;
    private static final int CHECKSUM_BYTES = 4;

    /**
     * A series.
     *
     * @param reference how tombstones name it
     * @param chunks where they stand
     */
    record Series(long reference, Labels labels, List<Long> chunks) {}

    private final ByteBuffer index;
    private final String[] symbols;
    private final int end;
    private int at;

    private BlockIndexReader(ByteBuffer index, String[] symbols, int start, int end) {
        this.index = index;
        this.symbols = symbols;
        this.end = end;
        at = start;
    }

    /**
     * Reads the table of symbols.
     *
     * @throws MuninnException of kind BAD_INPUT if it is no index of this version
     */
    static BlockIndexReader of(ByteBuffer index) {
        if (index.limit() < TABLE_BYTES || index.getInt(0) != MAGIC || index.get(4) != VERSION) {
            throw MuninnException.badInput("file index is no Prometheus index of version 2");
        }
        int table = index.limit() - TABLE_BYTES;
        int symbolsAt = (int) index.getLong(table);
        int seriesAt = (int) index.getLong(table + Long.BYTES);
        int end = table;
        for (int i = 2; i < 6; i++) {
            long section = index.getLong(table + i * Long.BYTES);
            if (section > seriesAt) {
                end = (int) Math.min(end, section);
            }
        }
        return new BlockIndexReader(index, symbols(index, symbolsAt), seriesAt, end);
    }

    private static String[] symbols(ByteBuffer index, int from) {
        Varints in = new Varints(index, from + Integer.BYTES);
        String[] symbols = new String[in.fixed32()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = new String(in.bytes((int) in.unsigned()), StandardCharsets.UTF_8);
        }
        return symbols;
    }

    long position() {
        return at;
    }

    long size() {
        return end;
    }

    void moveTo(long position) {
        at = (int) position;
    }

    boolean hasNext() {
        return aligned(at) < end && index.get(aligned(at)) != 0;
    }

    Series next() {
        long ownReference = aligned(at) / SERIES_ALIGNMENT;
        Varints in = new Varints(index, aligned(at));
        int length = (int) in.unsigned();
        at = in.position() + length + CHECKSUM_BYTES;
        Labels.Builder labels = Labels.builder();
        for (long left = in.unsigned(); left > 0; left--) {
            String name = symbols[(int) in.unsigned()];
            labels.set(name, symbols[(int) in.unsigned()]);
        }
        List<Long> chunks = new ArrayList<>();
        long reference = 0;
        long count = in.unsigned();
        for (long i = 0; i < count; i++) {
            // The first time is signed, later ones are distances; neither is needed here.
            in.unsigned();
            in.unsigned();
            reference = i == 0 ? in.unsigned() : reference + in.signed();
            chunks.add(reference);
        }
        return new Series(ownReference, labels.build(), chunks);
    }

    private static int aligned(int position) {
        return (position + SERIES_ALIGNMENT - 1) / SERIES_ALIGNMENT * SERIES_ALIGNMENT;
    }
}
