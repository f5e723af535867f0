package dev.muninn.query.syntax;

/** What the characters of query text may be part of. */
final class Letters {

    private Letters() {}

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isWordPart(char c) {
        return isAlpha(c) || isDigit(c);
    }

    /** Whether a label or grouping name needs no quotes. */
    static boolean isPlainName(String name) {
        if (name.isEmpty() || !isAlpha(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isWordPart((char) c));
    }
}
