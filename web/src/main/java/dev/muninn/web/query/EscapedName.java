package dev.muninn.web.query;

/**
 * Prometheus' escaping of UTF-8 names into plain ones: {@code U__}, then {@code __} for an
 * underscore and {@code _hex_} for any other character that is not a letter or digit.
 */
final class EscapedName {

    private static final String PREFIX = "U__";

    private EscapedName() {}

    /** The name that was escaped; what is no such escape stands for itself. */
    static String decode(String escaped) {
        StringBuilder name = new StringBuilder();
        int at = PREFIX.length();
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            if (c != '_') {
                name.append(c);
                continue;
            }
            int end = escaped.indexOf('_', at);
            int codePoint = end == at ? '_' : codePoint(escaped, at, end);
            if (codePoint < 0) {
                return escaped;
            }
            name.appendCodePoint(codePoint);
            at = end + 1;
        }
        return name.toString();
    }

    /** The character that hexadecimal digits mean; -1 if they mean none. */
    private static int codePoint(String escaped, int from, int to) {
        if (to < 0 || to - from > 6) {
            return -1;
        }
        try {
            int codePoint = Integer.parseUnsignedInt(escaped, from, to, 16);
            boolean isCharacter =
                    Character.isValidCodePoint(codePoint)
                            && (codePoint < Character.MIN_SURROGATE
                                    || codePoint > Character.MAX_SURROGATE);
            return isCharacter ? codePoint : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
