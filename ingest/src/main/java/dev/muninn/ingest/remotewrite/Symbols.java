package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The symbol table of a remote write 2.0 request, and the labels that references into it make;
 * confined to one thread.
 */
final class Symbols {

    /*
     * A symbol stands in the request as length and bytes, which is just what LabelBytes wants
     * behind a tag: a label is two copies. Series that follow each other share most of their
     * labels, so what the references have in common with the series before is not written again.
     */

    private static final int LABEL = 0x0a;
    private static final int NAME = 0x0a;
    private static final int VALUE = 0x12;

    /** Tag and the longest varint, of the label and of its two fields. */
    private static final int MAX_OVERHEAD = 6;

    private byte[] body = {};

    /** Per symbol where its length starts, where its bytes start, and where they end. */
    private int[] fieldStart = new int[256];

    private int[] textStart = new int[256];
    private int[] textEnd = new int[256];
    private int count;

    private int[] references = new int[64];
    private int referenceCount;
    private int[] written = new int[64];
    private int writtenCount;
    private byte[] labels = new byte[1024];
    private int[] labelEnd = new int[32];

    void clear(byte[] newBody) {
        body = newBody;
        count = 0;
        writtenCount = 0;
    }

    int count() {
        return count;
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
        count++;
    }

    /** The symbol's text; bytes that are no UTF-8 become replacement characters. */
    String text(long reference) {
        if (reference < 0 || reference >= count) {
            throw unknown(reference);
        }
        int symbol = (int) reference;
        return new String(
                body,
                textStart[symbol],
                textEnd[symbol] - textStart[symbol],
                StandardCharsets.UTF_8);
    }

    private MuninnException unknown(long reference) {
        return MuninnException.badInput(
                "label reference " + reference + " is outside the " + count + " symbols");
    }

    /** Reads packed references of names and values in turn. */
    void readReferences(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            addReference(in.varint());
        }
        in.leave(outer);
    }

    void addReference(long reference) {
        if (reference < 0 || reference >= count) {
            throw unknown(reference);
        }
        if (referenceCount == references.length) {
            references = Arrays.copyOf(references, 2 * referenceCount);
        }
        references[referenceCount++] = (int) reference;
    }

    void clearReferences() {
        referenceCount = 0;
    }

    /** The value that the references give the metric's name, or -1. */
    int metricName() {
        for (int i = 0; i + 1 < referenceCount; i += 2) {
            if (is(references[i], Labels.METRIC_NAME)) {
                return references[i + 1];
            }
        }
        return -1;
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

    /** The array of {@link #writeLabels}; valid until it is called again. */
    byte[] labels() {
        return labels;
    }

    /**
     * Writes the labels of the references as {@link LabelBytes} and returns where they end.
     *
     * @throws MuninnException of kind BAD_INPUT if a name has no value
     */
    int writeLabels() {
        if (referenceCount % 2 != 0) {
            throw MuninnException.badInput(
                    "series has " + referenceCount + " label references, which is an odd number");
        }
        int same = 0;
        int common = Math.min(referenceCount, writtenCount);
        while (same < common && references[same] == written[same]) {
            same++;
        }
        same &= ~1;
        int at = same == 0 ? 0 : labelEnd[same / 2 - 1];
        if (written.length < references.length) {
            written = Arrays.copyOf(written, references.length);
            labelEnd = Arrays.copyOf(labelEnd, references.length / 2);
        }
        for (int i = same; i < referenceCount; i += 2) {
            at = writeLabel(at, references[i], references[i + 1]);
            written[i] = references[i];
            written[i + 1] = references[i + 1];
            labelEnd[i / 2] = at;
        }
        writtenCount = referenceCount;
        return at;
    }

    private int writeLabel(int start, int name, int value) {
        int nameField = textEnd[name] - fieldStart[name];
        int valueField = textEnd[value] - fieldStart[value];
        int length = 2 + nameField + valueField;
        int at = start;
        if (at + MAX_OVERHEAD + length > labels.length) {
            labels = Arrays.copyOf(labels, Math.max(at + MAX_OVERHEAD + length, 2 * at));
        }
        labels[at++] = LABEL;
        for (int rest = length; ; rest >>>= 7) {
            if (rest < 0x80) {
                labels[at++] = (byte) rest;
                break;
            }
            labels[at++] = (byte) (rest | 0x80);
        }
        labels[at++] = NAME;
        System.arraycopy(body, fieldStart[name], labels, at, nameField);
        at += nameField;
        labels[at++] = VALUE;
        System.arraycopy(body, fieldStart[value], labels, at, valueField);
        return at + valueField;
    }
}
