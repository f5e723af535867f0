package dev.muninn.server.log;

import java.text.MessageFormat;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Puts the message of a log record together, bounded in length. */
final class LogMessage {

    /** Enough to recognise a value; a pushed label value can be megabytes long. */
    private static final int MAX_VALUE = 1024;

    /** Enough for any sentence with its values. */
    private static final int MAX_MESSAGE = 8 * 1024;

    private LogMessage() {}

    static String of(LogRecord record) {
        String text = record.getMessage();
        if (text == null) {
            return "";
        }
        @Nullable Object @Nullable [] parameters = record.getParameters();
        if (parameters != null && parameters.length > 0 && text.indexOf('{') >= 0) {
            text = format(text, parameters);
        }
        return cut(text, MAX_MESSAGE);
    }

    private static String format(String pattern, @Nullable Object[] parameters) {
        @Nullable Object[] values = new @Nullable Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = cut(String.valueOf(parameters[i]), MAX_VALUE);
        }
        try {
            return MessageFormat.format(pattern, values);
        } catch (IllegalArgumentException e) {
            // A message with braces of its own is better shown raw than lost.
            return pattern;
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length
                ? text
                : text.substring(0, length) + "… (" + text.length() + " characters)";
    }
}
