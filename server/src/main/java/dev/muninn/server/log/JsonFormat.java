package dev.muninn.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One JSON object a line for machines, with {@code time}, {@code level}, {@code logger}, {@code
 * message} and, of an exception, {@code error} and {@code stack}.
 */
final class JsonFormat extends Formatter {

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder(256);
        line.append('{');
        append(line, "time", record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        append(
                line.append(','),
                "level",
                LogOptions.Level.of(record.getLevel()).name().toLowerCase(Locale.ROOT));
        String logger = record.getLoggerName();
        append(line.append(','), "logger", logger == null ? "" : logger);
        append(line.append(','), "message", LogMessage.of(record));
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            append(line.append(','), "error", thrown.toString());
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            append(line.append(','), "stack", stack.toString());
        }
        return line.append("}\n").toString();
    }

    private static void append(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || isLineEnd(c) || isLoneSurrogate(value, i)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** Ends of line to some readers of JSON lines, though not to JSON itself. */
    private static boolean isLineEnd(char c) {
        return c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
