package dev.muninn.store.index;

import dev.muninn.model.Utf8Order;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Looks for strings that contain a text, upper and lower case of ASCII letters being the same;
 * those that begin with it go first. Confined to one thread.
 */
public final class ValueSearch {

    /** The text in UTF-8, letters in lower case. */
    private final byte[] text;

    private final String typed;

    /** The text, letters in lower case. */
    private final String lower;

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
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
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
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
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
