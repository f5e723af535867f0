package dev.muninn.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Labels as bytes: the {@code repeated Label labels = 1} region of a Prometheus remote write 1.0
 * {@code TimeSeries} message, so that pushed series are looked up without making a string.
 */
public final class LabelBytes {

    /*
     * Layout, per label:  0x0a  varint(length)  [ 0x0a varint(n) name[n]  0x12 varint(m) value[m] ]
     * Senders may leave out empty fields and write the two in either order; encode writes the form
     * above in label order. Two forms of one set are equal after decode.
     */

    /** Field 1, wire type 2: both the label in its message and the name in its label. */
    private static final int TAG_1 = 0x0a;

    private static final int TAG_VALUE = 0x12;

    private LabelBytes() {}

    public static byte[] encode(Labels labels) {
        byte[][] parts = new byte[labels.size() * 2][];
        int total = 0;
        for (int i = 0; i < labels.size(); i++) {
            parts[2 * i] = labels.name(i).getBytes(StandardCharsets.UTF_8);
            parts[2 * i + 1] = labels.value(i).getBytes(StandardCharsets.UTF_8);
            int inner = innerLength(parts[2 * i].length, parts[2 * i + 1].length);
            total += 1 + varintLength(inner) + inner;
        }
        byte[] out = new byte[total];
        int at = 0;
        for (int i = 0; i < parts.length; i += 2) {
            out[at++] = TAG_1;
            at = putVarint(out, at, innerLength(parts[i].length, parts[i + 1].length));
            at = putField(out, at, TAG_1, parts[i]);
            at = putField(out, at, TAG_VALUE, parts[i + 1]);
        }
        return out;
    }

    private static int innerLength(int name, int value) {
        return 2 + varintLength(name) + name + varintLength(value) + value;
    }

    private static int putField(byte[] out, int at, int tag, byte[] bytes) {
        out[at++] = (byte) tag;
        at = putVarint(out, at, bytes.length);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    private static int varintLength(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    private static int putVarint(byte[] out, int at, int value) {
        while ((value & ~0x7f) != 0) {
            out[at++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        out[at++] = (byte) value;
        return at;
    }

    /**
     * Reads labels in any order.
     *
     * @throws MuninnException of kind BAD_INPUT if the bytes are no labels, a text is not UTF-8, or
     *     a name is empty or occurs twice
     */
    public static Labels decode(byte[] bytes, int offset, int length) {
        Reader reader = new Reader(bytes, offset, offset + length);
        String[] pairs = new String[16];
        int count = 0;
        while (reader.at < reader.end) {
            reader.expectTag(TAG_1);
            int labelEnd = reader.fieldEnd(reader.end);
            String name = "";
            String value = "";
            while (reader.at < labelEnd) {
                int tag = bytes[reader.at++] & 0xff;
                int fieldEnd;
                switch (tag) {
                    case TAG_1 -> {
                        fieldEnd = reader.fieldEnd(labelEnd);
                        name = Utf8.text(bytes, reader.at, fieldEnd, () -> "label name");
                        reader.at = fieldEnd;
                    }
                    case TAG_VALUE -> {
                        fieldEnd = reader.fieldEnd(labelEnd);
                        String of = name;
                        value = Utf8.text(bytes, reader.at, fieldEnd, () -> "value of label " + of);
                        reader.at = fieldEnd;
                    }
                    default ->
                            throw MuninnException.badInput(
                                    "label message has unknown tag " + tag + " at " + reader.at);
                }
            }
            if (name.isEmpty()) {
                throw MuninnException.badInput("label without a name (value \"" + value + "\")");
            }
            if (value.isEmpty()) {
                continue;
            }
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
            pairs[count++] = name;
            pairs[count++] = value;
        }
        return sortedAndUnique(Arrays.copyOf(pairs, count));
    }

    private static Labels sortedAndUnique(String[] pairs) {
        boolean sorted = true;
        for (int i = 2; i < pairs.length && sorted; i += 2) {
            sorted = Utf8Order.compare(pairs[i - 2], pairs[i]) < 0;
        }
        if (sorted) {
            return Labels.ofSorted(pairs);
        }
        Labels.Builder builder = Labels.builder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!builder.get(pairs[i]).isEmpty()) {
                throw MuninnException.badInput("label name \"" + pairs[i] + "\" occurs twice");
            }
            builder.set(pairs[i], pairs[i + 1]);
        }
        return builder.build();
    }

    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        void expectTag(int tag) {
            int found = bytes[at++] & 0xff;
            if (found != tag) {
                throw MuninnException.badInput(
                        "label bytes have tag " + found + " where a label should start");
            }
        }

        /** Reads a length and returns where the field ends; {@code at} is then its start. */
        int fieldEnd(int limit) {
            int length = 0;
            for (int shift = 0; shift < 35; shift += 7) {
                if (at >= limit) {
                    break;
                }
                byte b = bytes[at++];
                length |= (b & 0x7f) << shift;
                if (b >= 0) {
                    if (length < 0 || length > limit - at) {
                        break;
                    }
                    return at + length;
                }
            }
            throw MuninnException.badInput("label bytes end inside a field");
        }
    }
}
