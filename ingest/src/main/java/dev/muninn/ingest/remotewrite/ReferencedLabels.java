package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.MuninnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The labels of a remote write 2.0 request's series, written as {@link LabelBytes} one behind the
 * other; confined to one thread.
 */
final class ReferencedLabels {

    /*
     * A symbol stands in the request as length and bytes, just what LabelBytes wants behind a tag.
     * Two things make most of the work unnecessary. Series that follow each other begin with the
     * same references: what these led to is copied at once. And a value nearly always comes with
     * one name: the label that both make is kept for the next time.
     */

    private static final int LABEL = 0x0a;
    private static final int NAME = 0x0a;
    private static final int VALUE = 0x12;

    /** The tag and the longest length of a label. */
    private static final int MAX_OVERHEAD = 6;

    private static final int NONE = -1;

    /** Of the references of a series. */
    static final int PACKED = 1 << 3 | ProtobufCursor.BYTES;

    static final int SINGLE = 1 << 3 | ProtobufCursor.VARINT;

    /** As many bytes are copied word by word; what is written too much is written over. */
    private static final int FEW = 48;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_BYTES = 4096;

    /** A larger array is let go before the next request. */
    private static final int KEPT_BYTES = 8 << 20;

    private final Symbols symbols;
    private final int maxBytes;
    private byte[] body = {};

    private byte[] labels = new byte[FIRST_BYTES];
    private int start;
    private int end;

    /** Of the series before: its packed references, and where each pair ends in them. */
    private int packedFrom;

    private int packedTo;
    private int pairs;
    private int[] pairEnd = new int[32];

    /** Where the label of each pair ends, counted from the series' start. */
    private int[] labelEnd = new int[32];

    private int metricPair;
    private int metricName;
    private int pendingName;

    /** Per symbol used as a value: the name it came with last, and where that label stands. */
    private int[] keptName = new int[256];

    private int[] keptFrom = new int[256];
    private int[] keptTo = new int[256];

    ReferencedLabels(Symbols symbols, int maxBytes) {
        this.symbols = symbols;
        this.maxBytes = maxBytes;
    }

    /** Begins a request whose symbols are known. */
    void clear(byte[] newBody) {
        body = newBody;
        labels = labels.length > KEPT_BYTES ? new byte[FIRST_BYTES] : labels;
        start = 0;
        end = 0;
        packedFrom = 0;
        packedTo = 0;
        pairs = 0;
        if (keptName.length < symbols.count()) {
            keptName = new int[symbols.count()];
            keptFrom = new int[symbols.count()];
            keptTo = new int[symbols.count()];
        }
        Arrays.fill(keptName, 0, symbols.count(), NONE);
    }

    /** The array that holds all labels so far; replaced when it grows. */
    byte[] bytes() {
        return labels;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The symbol of the series' metric name, or -1. */
    int metricName() {
        return metricName;
    }

    /** Reads the packed references that the cursor is confined to. */
    void read(ProtobufCursor in) {
        share(in, begin());
        while (in.hasMore()) {
            add(in, in.varint());
        }
        checkPaired();
    }

    /** Reads the references of the series that the cursor has entered, to its end. */
    void readAll(ProtobufCursor in) {
        begin();
        packedFrom = 0;
        packedTo = 0;
        pairs = 0;
        metricName = NONE;
        metricPair = NONE;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case PACKED -> {
                    int outer = in.enter();
                    while (in.hasMore()) {
                        add(in, in.varint());
                    }
                    in.leave(outer);
                }
                case SINGLE -> add(in, in.varint());
                default -> in.skip(tag);
            }
        }
        checkPaired();
    }

    /** Goes on to the next series; where the labels of the one before start. */
    private int begin() {
        int before = start;
        start = end;
        pendingName = NONE;
        return before;
    }

    private void checkPaired() {
        if (pendingName != NONE) {
            throw unpaired();
        }
    }

    static MuninnException unpaired() {
        return MuninnException.badInput("series has an odd number of label references");
    }

    /** How many bytes the label of a name and a value takes. */
    int length(int name, int value) {
        int length = fieldsLength(name, value);
        // The tag, and seven bits of the length in each byte.
        return 1 + (38 - Integer.numberOfLeadingZeros(length)) / 7 + length;
    }

    private int fieldsLength(int name, int value) {
        return 2
                + symbols.fieldEnd(name)
                - symbols.fieldStart(name)
                + symbols.fieldEnd(value)
                - symbols.fieldStart(value);
    }

    /** Copies the labels of the references that this series has in common with the one before. */
    private void share(ProtobufCursor in, int before) {
        int from = in.position();
        int different = Arrays.mismatch(body, packedFrom, packedTo, body, from, in.end());
        int same = different < 0 ? packedTo - packedFrom : different;
        while (pairs > 0 && pairEnd[pairs - 1] > same) {
            pairs--;
        }
        packedFrom = from;
        packedTo = in.end();
        if (metricPair >= pairs) {
            metricName = NONE;
            metricPair = NONE;
        }
        if (pairs > 0) {
            int length = labelEnd[pairs - 1];
            reserve(length);
            System.arraycopy(labels, before, labels, end, length);
            end += length;
            in.moveTo(from + pairEnd[pairs - 1]);
        }
    }

    private void add(ProtobufCursor in, long reference) {
        int symbol = symbols.symbol(reference);
        if (pendingName == NONE) {
            pendingName = symbol;
            return;
        }
        if (pairs == pairEnd.length) {
            pairEnd = Arrays.copyOf(pairEnd, 2 * pairs);
            labelEnd = Arrays.copyOf(labelEnd, 2 * pairs);
        }
        if (pendingName == symbols.metricName()) {
            metricName = symbol;
            metricPair = pairs;
        }
        appendLabel(pendingName, symbol);
        pendingName = NONE;
        pairEnd[pairs] = in.position() - packedFrom;
        labelEnd[pairs] = end - start;
        pairs++;
    }

    private void appendLabel(int name, int value) {
        if (keptName[value] == name) {
            int length = keptTo[value] - keptFrom[value];
            reserve(length);
            append(labels, keptFrom[value], length);
            return;
        }
        int nameField = symbols.fieldEnd(name) - symbols.fieldStart(name);
        int valueField = symbols.fieldEnd(value) - symbols.fieldStart(value);
        int length = fieldsLength(name, value);
        reserve(MAX_OVERHEAD + length);
        int from = end;
        labels[end++] = LABEL;
        int rest = length;
        while (rest >= 0x80) {
            labels[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        labels[end++] = (byte) rest;
        labels[end++] = NAME;
        append(body, symbols.fieldStart(name), nameField);
        labels[end++] = VALUE;
        append(body, symbols.fieldStart(value), valueField);
        keptName[value] = name;
        keptFrom[value] = from;
        keptTo[value] = end;
    }

    /** Appends bytes for which there is room; nearly always too few to call for a copying loop. */
    private void append(byte[] source, int from, int length) {
        int to = end;
        end += length;
        if (length > FEW || from + length + Long.BYTES > source.length) {
            System.arraycopy(source, from, labels, to, length);
            return;
        }
        int at = from;
        do {
            LONG.set(labels, to, (long) LONG.get(source, at));
            to += Long.BYTES;
            at += Long.BYTES;
        } while (to < end);
    }

    /**
     * Makes room, up to the size that the labels could have had in version 1.0: one long symbol
     * with many references to it would grow without end.
     */
    private void reserve(int more) {
        if (more - MAX_OVERHEAD > maxBytes - end) {
            throw tooLong(maxBytes);
        }
        int needed = end + more + Long.BYTES;
        if (needed > labels.length) {
            labels = Arrays.copyOf(labels, Math.max(needed, 2 * labels.length));
        }
    }

    static MuninnException tooLong(int maxBytes) {
        return MuninnException.limit(
                "labels of the request exceed "
                        + maxBytes
                        + " bytes: send smaller batches or raise ingest.max-decompressed-bytes");
    }
}
