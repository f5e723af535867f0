package dev.muninn.ingest.logs;

import com.google.re2j.Pattern;

/** The path of a request with what differs from request to request left out. */
final class RoutePath {

    /** A segment of more is a key, a hash or a text, not a word of the program. */
    private static final int LONGEST_WORD = 32;

    private static final Pattern IDENTIFIER =
            Pattern.compile("[0-9]+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]*[0-9][0-9a-fA-F]*");

    /** Words such as {@code 2fa} or {@code face} are hexadecimal, too. */
    private static final int SHORTEST_HEX = 8;

    private RoutePath() {}

    /** Numbers, ids and long segments become {@code :id}; the query is cut off. */
    static String of(String path) {
        int query = path.indexOf('?');
        String[] segments = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (isIdentifier(segments[i])) {
                segments[i] = ":id";
            }
        }
        return String.join("/", segments);
    }

    private static boolean isIdentifier(String segment) {
        if (segment.length() > LONGEST_WORD) {
            return true;
        }
        boolean isLongEnough =
                segment.length() >= SHORTEST_HEX
                        || segment.chars().allMatch(c -> c >= '0' && c <= '9');
        return !segment.isEmpty() && isLongEnough && IDENTIFIER.matches(segment);
    }
}
