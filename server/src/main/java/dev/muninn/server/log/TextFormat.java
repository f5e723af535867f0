package dev.muninn.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line a record for people: {@code 2026-01-31 12:00:00.000 INFO store message}. Whatever came
 * in from outside cannot end a line, move the cursor or turn the writing direction.
 */
final class TextFormat extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final String RESET = "\u001b[0m";
    private static final String DIM = "\u001b[2m";

    private final boolean isColoured;

    TextFormat(boolean isColoured) {
        this.isColoured = isColoured;
    }

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder(160);
        LogOptions.Level level = LogOptions.Level.of(record.getLevel());
        appendColoured(line, DIM, TIME.format(record.getInstant()));
        line.append(' ');
        appendColoured(line, colour(level), String.format("%-5s", level));
        line.append(' ');
        appendColoured(line, DIM, String.format("%-7s", area(record.getLoggerName())));
        line.append(' ');
        appendEscaped(line, LogMessage.of(record));
        line.append('\n');
        if (record.getThrown() != null) {
            appendTrace(line, record.getThrown());
        }
        return line.toString();
    }

    private void appendColoured(StringBuilder line, String colour, String text) {
        if (isColoured && !colour.isEmpty()) {
            line.append(colour).append(text).append(RESET);
        } else {
            line.append(text);
        }
    }

    private static String colour(LogOptions.Level level) {
        return switch (level) {
            case ERROR -> "\u001b[31m";
            case WARN -> "\u001b[33m";
            case INFO -> "";
            case DEBUG, TRACE -> DIM;
        };
    }

    /** The module of our own loggers ("store"), the library of others ("io.netty"). */
    private static String area(String logger) {
        String[] parts = (logger == null ? "" : logger).split("\\.", 4);
        if (parts.length < 3) {
            return parts.length == 0 ? "" : String.join(".", parts);
        }
        return logger.startsWith("dev.muninn.") ? parts[2] : parts[0] + "." + parts[1];
    }

    private static void appendTrace(StringBuilder line, Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        trace.toString()
                .lines()
                .forEach(
                        element -> {
                            line.append("    ");
                            appendEscaped(line, element);
                            line.append('\n');
                        });
    }

    private static void appendEscaped(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                line.append(c);
            } else {
                line.append(String.format("\\u%04x", (int) c));
            }
        }
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            // Formats are bidirectional controls, joiners and other invisible characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    c == '\t';
            default -> true;
        };
    }
}
