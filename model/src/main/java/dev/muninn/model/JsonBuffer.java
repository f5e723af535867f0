package dev.muninn.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that JSON is written to, value by value, with no tree in between; used by one thread.
 * Commas and brackets are the caller's.
 */
public final class JsonBuffer {

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final DecimalText decimals = new DecimalText();
    private byte[] bytes;
    private int size;

    public JsonBuffer() {
        this(512);
    }

    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The array behind, valid up to {@link #size} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Writes ASCII text as it is: punctuation and known names. */
    public JsonBuffer raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
        return this;
    }

    public JsonBuffer raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Writes bytes that are JSON already. */
    public JsonBuffer raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    public JsonBuffer raw(byte[] json, int offset, int length) {
        reserve(length);
        System.arraycopy(json, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes text as it is, in UTF-8: for the few answers that are no JSON. */
    public JsonBuffer text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes {@code "name":}, the name being plain ASCII. */
    public JsonBuffer name(String ascii) {
        return raw('"').raw(ascii).raw('"').raw(':');
    }

    /** Writes a quoted, escaped string; a lone surrogate becomes U+FFFD. */
    public JsonBuffer string(String text) {
        int length = text.length();
        // No char takes more than the six bytes of a Unicode escape.
        reserve(Math.addExact(Math.multiplyExact(length, 6), 2));
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                threeBytes(Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private void ascii(char c) {
        if (c >= 0x20 && c != '"' && c != '\\') {
            bytes[size++] = (byte) c;
            return;
        }
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xf];
            }
        }
    }

    private void threeBytes(char c) {
        bytes[size++] = (byte) (0xe0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[size++] = (byte) (0x80 | c & 0x3f);
    }

    private void supplementary(int codePoint) {
        bytes[size++] = (byte) (0xf0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
    }

    public JsonBuffer number(long value) {
        reserve(20);
        size = DecimalText.putLong(bytes, size, value);
        return this;
    }

    /**
     * Writes a double in the fewest digits that read back as the same double, with an exponent only
     * below 1e-6 and from 1e21 on. NaN and the infinities are written {@code NaN}, {@code +Inf} and
     * {@code -Inf}: they need quotes around them.
     */
    public JsonBuffer number(double value) {
        if (Double.isNaN(value)) {
            return raw("NaN");
        }
        if (Double.isInfinite(value)) {
            return raw(value > 0 ? "+Inf" : "-Inf");
        }
        reserve(DecimalText.MAX_LENGTH);
        size = decimals.put(bytes, size, value);
        return this;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
