package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The symbol table of a remote write 2.0 request; confined to one thread. */
final class Symbols {

    private final TextHash hash;
    private byte[] body = {};
    private int[] fieldStart = new int[256];
    private int[] textStart = new int[256];
    private int[] textEnd = new int[256];
    private long[] hashHigh = new long[256];
    private long[] hashLow = new long[256];
    private int count;
    private int metricName;

    /**
     * A table.
     *
     * @param hash of this thread; what it takes hashes of symbols with
     */
    Symbols(TextHash hash) {
        this.hash = hash;
    }

    void clear(byte[] newBody) {
        body = newBody;
        count = 0;
        metricName = -1;
    }

    /** Takes the symbol whose length comes next. */
    void add(ProtobufCursor in) {
        if (count == fieldStart.length) {
            fieldStart = Arrays.copyOf(fieldStart, 2 * count);
            textStart = Arrays.copyOf(textStart, 2 * count);
            textEnd = Arrays.copyOf(textEnd, 2 * count);
            hashHigh = Arrays.copyOf(hashHigh, 2 * count);
            hashLow = Arrays.copyOf(hashLow, 2 * count);
        }
        fieldStart[count] = in.position();
        int length = in.length();
        textStart[count] = in.position();
        textEnd[count] = in.position() + length;
        in.moveTo(textEnd[count]);
        hash.take(body, textStart[count], textEnd[count], 0);
        hashHigh[count] = hash.high();
        hashLow[count] = hash.low();
        if (metricName < 0 && is(count, Labels.METRIC_NAME)) {
            metricName = count;
        }
        count++;
    }

    private boolean is(int symbol, String ascii) {
        if (textEnd[symbol] - textStart[symbol] != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (body[textStart[symbol] + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return count;
    }

    /** The symbol that is the name of the metric name's label, or -1. */
    int metricName() {
        return metricName;
    }

    /** With {@link #hashLow} the hash of the symbol's text. */
    long hashHigh(int symbol) {
        return hashHigh[symbol];
    }

    long hashLow(int symbol) {
        return hashLow[symbol];
    }

    /** Where the symbol's length stands in the body, with the bytes behind it. */
    int fieldStart(int symbol) {
        return fieldStart[symbol];
    }

    int fieldEnd(int symbol) {
        return textEnd[symbol];
    }

    /**
     * The symbol of a reference.
     *
     * @throws MuninnException of kind BAD_INPUT if there is none
     */
    int symbol(long reference) {
        if (reference < 0 || reference >= count) {
            throw MuninnException.badInput(
                    "reference "
                            + Long.toUnsignedString(reference)
                            + " is outside the "
                            + count
                            + " symbols");
        }
        return (int) reference;
    }

    /** The text of a reference; bytes that are no UTF-8 become replacement characters. */
    String text(long reference) {
        int symbol = symbol(reference);
        return new String(
                body,
                textStart[symbol],
                textEnd[symbol] - textStart[symbol],
                StandardCharsets.UTF_8);
    }
}
