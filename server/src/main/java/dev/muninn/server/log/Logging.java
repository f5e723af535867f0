package dev.muninn.server.log;

import java.io.OutputStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up the platform's logging for this process. */
public final class Logging {

    /** Strong references: the platform forgets the level of a logger nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("dev.muninn");

    private Logging() {}

    /** Sends all records of the level and above to {@code out}; libraries speak from WARN on. */
    public static void install(LogOptions options, OutputStream out, boolean isTerminal) {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        Handler handler = new LineHandler(out, formatter(options.format(), isTerminal));
        handler.setLevel(Level.ALL);
        ROOT.addHandler(handler);
        Level level = options.level().ofPlatform();
        boolean isQuieter = level.intValue() > Level.WARNING.intValue();
        ROOT.setLevel(isQuieter ? level : Level.WARNING);
        OURS.setLevel(level);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) ->
                        OURS.log(Level.SEVERE, "thread " + thread.getName() + " failed", failure));
    }

    private static Formatter formatter(LogOptions.Format format, boolean isTerminal) {
        return switch (format) {
            case TEXT -> new TextFormat(isTerminal);
            case JSON -> new JsonFormat();
        };
    }
}
