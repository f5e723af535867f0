package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The symbol table of a remote write 2.0 request; confined to one thread. */
final class Symbols {

    private byte[] body = {};
    private int[] fieldStart = new int[256];
    private int[] textStart = new int[256];
    private int[] textEnd = new int[256];
    private int count;
    private int metricName;

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
        }
        fieldStart[count] = in.position();
        int length = in.length();
        textStart[count] = in.position();
        textEnd[count] = in.position() + length;
        in.moveTo(textEnd[count]);
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
