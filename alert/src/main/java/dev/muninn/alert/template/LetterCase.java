package dev.muninn.alert.template;

/** Changes texts letter by letter, as Go does: the sharp s stays one letter. */
final class LetterCase {

    private static final String SPACES = "\u0085\u00a0";

    private LetterCase() {}

    static String upper(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Without the space around it, such that must not break a line included. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        // The separators of files and records are whitespace for Java alone.
        return SPACES.indexOf(c) >= 0
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c) && (c < 0x1c || c > 0x1f);
    }
}
