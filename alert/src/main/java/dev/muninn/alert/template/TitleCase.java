package dev.muninn.alert.template;

/** Begins each word with a capital, by Unicode's rules of what a word is. */
final class TitleCase {

    /** They stand within words when there are letters or digits to both sides. */
    private static final String WITHIN_WORDS = ".:'\u2019\u00b7";

    private TitleCase() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder();
        boolean isTitled = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isInWord(text, i)) {
                isTitled = false;
            } else if (!isTitled && isCased(c)) {
                // Digits and letters without case do not count as the word's first.
                isTitled = true;
                c = Character.toTitleCase(c);
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean isInWord(String text, int at) {
        char c = text.charAt(at);
        return isWordPart(c)
                || WITHIN_WORDS.indexOf(c) >= 0
                        && at > 0
                        && isWordPart(text.charAt(at - 1))
                        && at + 1 < text.length()
                        && isWordPart(text.charAt(at + 1));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isCased(char c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
