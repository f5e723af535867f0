package dev.muninn.alert.template;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Begins each word with a capital, by Unicode's rules of what a word is. */
final class TitleCase {

    /** They stand within words when there are letters or digits to both sides. */
    private static final String WITHIN_WORDS = ".:'\u2019\u00b7";

    private TitleCase() {}

    /** The rest of each word stays as it is. */
    static String of(String text) {
        return of(text, IntUnaryOperator.identity());
    }

    /** The rest of each word is in small letters. */
    static String strict(String text) {
        return of(text, Character::toLowerCase);
    }

    private static String of(String text, IntUnaryOperator rest) {
        StringBuilder out = new StringBuilder();
        boolean isTitled = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isInWord(text, i)) {
                isTitled = false;
            } else if (!isTitled && isCased(c)) {
                // Digits and letters without case do not count as the word's first.
                isTitled = true;
                out.append(title(c));
                continue;
            }
            out.append((char) rest.applyAsInt(c));
        }
        return out.toString();
    }

    /** Letters that have no capital of their own become several: the sharp s. */
    private static String title(char c) {
        String upper = String.valueOf(c).toUpperCase(Locale.ROOT);
        if (upper.length() == 1 || Character.toTitleCase(c) != c) {
            return String.valueOf(Character.toTitleCase(c));
        }
        return Character.isUpperCase(upper.charAt(0))
                ? upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT)
                : upper;
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
