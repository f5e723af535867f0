package dev.muninn.server.log;

/**
 * Options under {@code log.}.
 *
 * @param level the least important records that are written
 * @param format the form of a record
 */
public record LogOptions(Level level, Format format) {

    /** How important a record is. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR;

        java.util.logging.Level ofPlatform() {
            return switch (this) {
                case TRACE -> java.util.logging.Level.FINER;
                case DEBUG -> java.util.logging.Level.FINE;
                case INFO -> java.util.logging.Level.INFO;
                case WARN -> java.util.logging.Level.WARNING;
                case ERROR -> java.util.logging.Level.SEVERE;
            };
        }

        static Level of(java.util.logging.Level level) {
            int value = level.intValue();
            if (value >= java.util.logging.Level.SEVERE.intValue()) {
                return ERROR;
            } else if (value >= java.util.logging.Level.WARNING.intValue()) {
                return WARN;
            } else if (value >= java.util.logging.Level.INFO.intValue()) {
                return INFO;
            }
            return value >= java.util.logging.Level.FINE.intValue() ? DEBUG : TRACE;
        }
    }

    /** What a record looks like. */
    public enum Format {
        /** One line for people. */
        TEXT,
        /** One JSON object a line for machines. */
        JSON
    }

    public static final LogOptions DEFAULTS = new LogOptions(Level.INFO, Format.TEXT);
}
