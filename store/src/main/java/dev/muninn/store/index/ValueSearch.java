package dev.muninn.store.index;

import dev.muninn.model.Utf8Order;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Looks for strings that contain a text, upper and lower case of ASCII letters being the same;
 * those that begin with it go first. Confined to one thread.
 */
public final class ValueSearch {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Set in small letters of ASCII, clear in capital ones. */
    private static final int CASE_BIT = 0x20;

    /** The text in UTF-8, letters in lower case. */
    private final byte[] text;

    private final String typed;

    /** The text, letters in lower case. */
    private final String lower;

    /** Copies of the first byte and of the last, and the bits that make letters small. */
    private final long firsts;

    private final long lasts;
    private final long firstFold;
    private final long lastFold;

    private final int limit;
    private final TreeSet<String> beginning = new TreeSet<>(Utf8Order.COMPARATOR);
    private final TreeSet<String> containing = new TreeSet<>(Utf8Order.COMPARATOR);

    /**
     * Begins a search.
     *
     * @param limit strings to find, 0 for all
     */
    public ValueSearch(String text, int limit) {
        typed = text;
        this.text = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < this.text.length; i++) {
            this.text[i] = lower(this.text[i]);
        }
        lower = new String(this.text, StandardCharsets.UTF_8);
        byte first = this.text.length == 0 ? 0 : this.text[0];
        byte last = this.text.length == 0 ? 0 : this.text[this.text.length - 1];
        firsts = ONES * (first & 0xff);
        lasts = ONES * (last & 0xff);
        firstFold = isLetter(first) ? ONES * CASE_BIT : 0;
        lastFold = isLetter(last) ? ONES * CASE_BIT : 0;
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
    }

    private static boolean isLetter(byte lower) {
        return lower >= 'a' && lower <= 'z';
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | CASE_BIT) : b;
    }

    /** The text as it was given. */
    public String text() {
        return typed;
    }

    /** Whether nothing that comes can change the answer. */
    public boolean isDone() {
        return beginning.size() >= limit;
    }

    /** Whether one more that does not begin with the text is of use. */
    public boolean isFull() {
        return beginning.size() + containing.size() >= limit;
    }

    /** Whether a string in UTF-8 would change the answer; without making a string of it. */
    public boolean wants(byte[] bytes, int from, int to) {
        return isFull() ? isAt(bytes, from, to) : find(bytes, from, to) >= 0;
    }

    /** Where the text begins first, or -1. */
    private int find(byte[] bytes, int from, int to) {
        if (text.length == 0) {
            return from;
        }
        // Eight places at a time are tried for the text's first and last byte: both are there where
        // the words, XORed with copies of them, have a zero byte (Lamport 1975).
        int lastByte = text.length - 1;
        int last = to - text.length;
        int at = from;
        while (at <= last && at + lastByte + Long.BYTES <= bytes.length) {
            long differing =
                    (((long) LONG.get(bytes, at) | firstFold) ^ firsts)
                            | (((long) LONG.get(bytes, at + lastByte) | lastFold) ^ lasts);
            long zeros = differing - ONES & ~differing & HIGH_BITS;
            if (zeros == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(zeros) >>> 3;
            if (at <= last && isAt(bytes, at, to)) {
                return at;
            }
            at++;
        }
        for (; at <= last; at++) {
            if (isAt(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int at, int to) {
        if (to - at < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (lower(bytes[at + i]) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** Takes a string if it contains the text. */
    public void offer(String string) {
        int at = find(string);
        if (at == 0) {
            beginning.add(string);
        } else if (at > 0 && !isFull()) {
            containing.add(string);
        }
    }

    /** Where the text begins first, or -1; without making bytes of the string. */
    private int find(String string) {
        int last = string.length() - lower.length();
        for (int at = 0; at <= last; at++) {
            int i = 0;
            while (i < lower.length() && lower(string.charAt(at + i)) == lower.charAt(i)) {
                i++;
            }
            if (i == lower.length()) {
                return at;
            }
        }
        return -1;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | CASE_BIT) : c;
    }

    /** Takes a string in UTF-8 if it contains the text. */
    public void offer(MemorySegment bytes, long from, long to) {
        long at = find(bytes, from, to);
        if (at == from || (at > from && !isFull())) {
            byte[] string = bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
            (at == from ? beginning : containing).add(new String(string, StandardCharsets.UTF_8));
        }
    }

    /** Where the text begins first, or -1. */
    private long find(MemorySegment bytes, long from, long to) {
        if (text.length == 0) {
            return from;
        }
        byte first = text[0];
        long last = to - text.length;
        for (long at = from; at <= last; at++) {
            if (lower(bytes.get(ValueLayout.JAVA_BYTE, at)) == first && isAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(MemorySegment bytes, long at) {
        for (int i = 1; i < text.length; i++) {
            if (lower(bytes.get(ValueLayout.JAVA_BYTE, at + i)) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** What was found: those that begin with the text, then others, both sorted. */
    public List<String> found() {
        List<String> found = new ArrayList<>(beginning);
        for (String string : containing) {
            if (!beginning.contains(string)) {
                found.add(string);
            }
        }
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : List.copyOf(found);
    }
}
