package dev.muninn.query.script;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a query of a script shall answer.
 *
 * @param series in the order written
 * @param scalar the number, if it shall be a scalar
 * @param text the string, if it shall be one
 * @param matrix times of the values, if an instant query shall give a range vector
 */
record Expectation(
        List<ScriptSeries> series,
        @Nullable Double scalar,
        @Nullable String text,
        @Nullable Times matrix,
        boolean isOrdered,
        List<Note> notes) {

    /** Equidistant times. */
    record Times(long startMillis, long endMillis, long stepMillis) {}

    /** What a note is about. */
    enum Subject {
        FAIL,
        WARN,
        NO_WARN,
        INFO,
        NO_INFO
    }

    /**
     * {@code expect warn msg: …}.
     *
     * @param message the whole text, or null
     * @param pattern a regular expression found in it, or null
     */
    record Note(Subject subject, @Nullable String message, @Nullable String pattern) {

        boolean isAbout(String text) {
            if (message != null) {
                return message.equals(text);
            }
            return pattern == null || Pattern.compile(pattern).matcher(text).find();
        }
    }

    boolean isFailure() {
        return notes.stream().anyMatch(note -> note.subject() == Subject.FAIL);
    }
}
