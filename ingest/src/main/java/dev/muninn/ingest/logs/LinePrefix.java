package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What loggers write before a message: level, time, program, tags. */
final class LinePrefix {

    /** {@code L, [time #pid] LEVEL -- program: } or {@code [time] LEVEL -- program: }. */
    private static final Pattern LOGGER =
            Pattern.compile("^(?:[A-Z], )?\\[[^\\]]*\\]\\s+[A-Z]+ -- [^:\\[]*: ?");

    private LinePrefix() {}

    /** The message behind the prefix and its tags; a marker of ours is no tag. */
    static String strip(String line) {
        Matcher logger = LOGGER.matcher(line);
        int at = logger.find() ? logger.end() : 0;
        while (at < line.length() && line.charAt(at) == '[' && !line.startsWith("[PERF ", at)) {
            int end = line.indexOf("] ", at);
            if (end < 0) {
                break;
            }
            at = end + 2;
        }
        return line.substring(at);
    }
}
