package dev.muninn.ingest.yaml;

import java.util.Collection;

/** Finds the word that somebody may have meant. */
public final class NearestWord {

    private NearestWord() {}

    /** The candidate with the fewest letters to change; empty if all differ in half of them. */
    static String of(String word, Collection<String> candidates) {
        String nearest = "";
        int least = Math.max(2, word.length() / 2);
        for (String candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
