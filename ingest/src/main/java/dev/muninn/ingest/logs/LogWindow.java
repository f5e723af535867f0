package dev.muninn.ingest.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The lines of the last hours, bounded in bytes and age. Safe for use by many threads. */
public final class LogWindow {

    /** What a line needs besides its text; its labels are shared with others. */
    private static final int LINE_BYTES = 80;

    private final long maxBytes;
    private final long maxAgeMillis;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long bytes;

    public LogWindow(long maxBytes, long maxAgeMillis) {
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAgeMillis;
    }

    synchronized void add(LogLine line, long nowMillis) {
        lines.addLast(line);
        bytes += bytes(line);
        while (!lines.isEmpty()
                && (bytes > maxBytes || lines.getFirst().timeMillis() < nowMillis - maxAgeMillis)) {
            bytes -= bytes(lines.removeFirst());
        }
    }

    private static long bytes(LogLine line) {
        return LINE_BYTES + (long) line.text().length();
    }

    /**
     * Lines of a time range, those that came last first.
     *
     * @param service empty for all
     * @param contains what the line has to hold; empty for anything
     */
    public synchronized List<LogLine> find(
            String service, String contains, long fromMillis, long toMillis, int limit) {
        List<LogLine> found = new ArrayList<>();
        Iterator<LogLine> newestFirst = lines.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            LogLine line = newestFirst.next();
            if (line.timeMillis() >= fromMillis
                    && line.timeMillis() <= toMillis
                    && (service.isEmpty() || service.equals(line.service()))
                    && line.text().contains(contains)) {
                found.add(line);
            }
        }
        return found;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return lines.size();
    }
}
