package dev.muninn.server.options;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the key somebody probably meant. */
final class NearestKey {

    private NearestKey() {}

    /** The known key nearest to {@code wrong}, if one is near at all. */
    static Optional<String> to(String wrong, Collection<String> known) {
        String plain = plain(wrong);
        String best = null;
        // A third of the letters wrong is a different word, not a slip.
        int bestDistance = Math.max(2, plain.length() / 3) + 1;
        for (String key : known) {
            // Somebody who leaves out the section knows the key well enough.
            int distance = key.endsWith("." + plain) ? 1 : distance(plain, key);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = key;
            }
        }
        return Optional.ofNullable(best);
    }

    /** With snake_case and camelCase turned into kebab-case. */
    private static String plain(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    /** Letters to insert, delete, replace or swap with their neighbour (Damerau, restricted). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int cheapest = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cheapest = Math.min(cheapest, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = cheapest;
            }
        }
        return cost[a.length()][b.length()];
    }
}
