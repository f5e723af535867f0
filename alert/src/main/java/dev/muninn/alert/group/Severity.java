package dev.muninn.alert.group;

import java.util.List;

/** How bad an alert is, by the word in its label {@code severity}. */
public final class Severity {

    public static final String LABEL = "severity";

    /** From the worst. */
    private static final List<String> WORSE =
            List.of("critical", "page", "error", "high", "warning");

    private static final List<String> MERE_NOTES = List.of("info", "none");

    private Severity() {}

    /** Less is worse; words that are not known, and none, stand between warnings and mere notes. */
    public static int rank(String word) {
        int rank = WORSE.indexOf(word);
        return rank >= 0 ? rank : WORSE.size() + 1 + MERE_NOTES.indexOf(word);
    }
}
