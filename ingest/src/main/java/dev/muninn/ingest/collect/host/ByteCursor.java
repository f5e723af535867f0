package dev.muninn.ingest.collect.host;

import java.nio.charset.StandardCharsets;

/** Reads words and numbers from the bytes of a small text file, line by line. */
public final class ByteCursor {

    /*
     * Stands at a byte of a line. Nothing but nextLine passes a line's end, so a file that is
     * shorter than expected gives empty words and zeros, never a neighbour's numbers.
     */

    private final byte[] bytes;
    private final int end;
    private int at;

    /** A cursor over the bytes from one index to before another. */
    public ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public static ByteCursor of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ByteCursor(bytes, 0, bytes.length);
    }

    /** Whether there is anything left in the file. */
    public boolean hasMore() {
        return at < end;
    }

    private boolean inLine() {
        return at < end && bytes[at] != '\n';
    }

    /** Goes to the start of the next line; at the end of the file there is nothing left. */
    public void nextLine() {
        while (at < end && bytes[at++] != '\n') {}
    }

    /** Skips blanks and says whether something follows in this line. */
    public boolean hasWord() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return inLine();
    }

    public boolean startsWith(String ascii) {
        if (end - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes one byte if it is the given one. */
    public boolean skip(char ascii) {
        if (at < end && bytes[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }

    public void skipWords(int count) {
        for (int i = 0; i < count && hasWord(); i++) {
            while (inLine() && !isBlank(bytes[at])) {
                at++;
            }
        }
    }

    /** The next word of the line, empty if there is none. */
    public String word() {
        hasWord();
        int start = at;
        while (inLine() && !isBlank(bytes[at])) {
            at++;
        }
        return text(start, at);
    }

    /** What stands before the next such byte of the line, which is passed; else the whole rest. */
    public String until(char ascii) {
        hasWord();
        int start = at;
        while (inLine() && bytes[at] != ascii) {
            at++;
        }
        String found = text(start, at);
        if (inLine()) {
            at++;
        }
        return found;
    }

    /** The rest of the line without blanks around it. */
    public String rest() {
        int start = at;
        while (inLine()) {
            at++;
        }
        return text(start, at).strip();
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The next word as a whole number, 0 if it is none; saturates. Stands behind the digits. */
    public long number() {
        hasWord();
        boolean isNegative = skip('-');
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return isNegative ? -value : value;
    }

    /** As {@link #number}, as the value of a sample. */
    public double value() {
        return (double) number();
    }

    /** The next word as a hexadecimal number, 0 if it is none. */
    public long hexNumber() {
        hasWord();
        long value = 0;
        while (at < end) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                break;
            }
            value = (value << 4) | digit;
            at++;
        }
        return value;
    }

    /** The next word as a decimal number without exponent, 0 if it is none. */
    public double decimal() {
        long whole = number();
        if (!skip('.')) {
            return whole;
        }
        int start = at;
        long fraction = number();
        return whole + fraction / Math.pow(10, at - start);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
