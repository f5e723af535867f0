package dev.muninn.model;

import java.util.ArrayList;
import java.util.List;

/** Which of many strings people may mean by the part that they typed. */
public final class Completion {

    private Completion() {}

    /** Those that begin with the text, then those that contain it, in their order. */
    public static Lookup<String> of(Lookup<String> sorted, String text, int limit) {
        String lower = lower(text);
        List<String> found = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String string : sorted.items()) {
            int at = lower(string).indexOf(lower);
            if (at >= 0) {
                (at == 0 ? found : others).add(string);
            }
        }
        found.addAll(others);
        boolean isCut = limit > 0 && found.size() > limit;
        return new Lookup<>(
                List.copyOf(isCut ? found.subList(0, limit) : found), sorted.warnings());
    }

    /** With ASCII letters in lower case, all else as it is: an index can do the same on bytes. */
    private static String lower(String string) {
        StringBuilder lower = new StringBuilder(string);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c | 0x20));
            }
        }
        return lower.toString();
    }
}
