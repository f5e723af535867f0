package dev.muninn.web;

import dev.muninn.model.MuninnException;

/**
 * Prometheus' escaping of UTF-8 names into plain ones: {@code U__}, then {@code __} for an
 * underscore and {@code _hex_} for any other character that is not a letter or digit.
 */
final class EscapedName {

    private static final String PREFIX = "U__";

    private EscapedName() {}

    /** The name that was escaped. */
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
            if (end < 0 || end - at > 6) {
                throw broken(escaped);
            }
            if (end == at) {
                name.append('_');
            } else {
                name.appendCodePoint(codePoint(escaped, at, end));
            }
            at = end + 1;
        }
        return name.toString();
    }

    private static int codePoint(String escaped, int from, int to) {
        try {
            int codePoint = Integer.parseUnsignedInt(escaped, from, to, 16);
            if (!Character.isValidCodePoint(codePoint)
                    || (codePoint >= Character.MIN_SURROGATE
                            && codePoint <= Character.MAX_SURROGATE)) {
                throw broken(escaped);
            }
            return codePoint;
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "invalid label name: " + escaped, e);
        }
    }

    private static MuninnException broken(String escaped) {
        return MuninnException.badInput("invalid label name: " + escaped);
    }
}
