package dev.muninn.model;

import java.util.Comparator;

/**
 * The order of strings by their UTF-8 bytes, which is the order by code point and the one
 * Prometheus sorts labels in.
 */
public final class Utf8Order {

    public static final Comparator<String> COMPARATOR = Utf8Order::compare;

    private Utf8Order() {}

    public static int compare(String left, String right) {
        // Labels of one metric differ late, and their equal parts are mostly the same object.
        if (left.equals(right)) {
            return 0;
        }
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates encode code points above every other char, but sort below U+E000.
                boolean aHigh = Character.isSurrogate(a);
                boolean bHigh = Character.isSurrogate(b);
                return aHigh == bHigh ? a - b : aHigh ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
