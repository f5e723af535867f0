package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads the log back when the store opens. Confined to one thread. */
public final class LogReplay {

    private static final System.Logger logger = System.getLogger(LogReplay.class.getName());

    /** People wonder after a second. */
    private static final long PROGRESS_NANOS = 1_000_000_000;

    /** What is known of a file that was read. */
    public record SegmentFacts(long bytes, long newestSample) {}

    /** A boundary up to which samples are in blocks. */
    public record Flushed(long beforeSegment, long beforeMillis) {}

    /** What was found. */
    public record Result(
            NavigableMap<Long, SegmentFacts> segments,
            long nextSegment,
            List<Flushed> flushed,
            List<LogGap> gaps,
            long records,
            long cutBytes) {}

    private final Disk disk;
    private final Clock clock;
    private final LogRecords.Visitor visitor;
    private final NavigableMap<Long, SegmentFacts> segments = new TreeMap<>();
    private final List<Flushed> flushed = new ArrayList<>();
    private final List<LogGap> gaps = new ArrayList<>();
    private long records;
    private long cutBytes;
    private long lastProgress;

    private LogReplay(Disk disk, Clock clock, LogRecords.Visitor visitor) {
        this.disk = disk;
        this.clock = clock;
        this.visitor = visitor;
    }

    /** Tells the visitor everything the log holds that is not in blocks. */
    public static Result run(Disk disk, Clock clock, LogRecords.Visitor visitor)
            throws IOException {
        return new LogReplay(disk, clock, visitor).run();
    }

    private Result run() throws IOException {
        disk.createDirectory(LogFormat.DIRECTORY);
        disk.forceDirectory("");
        lastProgress = clock.nanos();
        NavigableMap<Long, String> logs = new TreeMap<>();
        NavigableMap<Long, String> checkpoints = new TreeMap<>();
        for (String name : disk.list(LogFormat.DIRECTORY)) {
            String path = LogFormat.DIRECTORY + "/" + name;
            if (name.endsWith(".tmp")) {
                disk.delete(path);
            } else if (name.endsWith(".log")) {
                logs.put(number(name), path);
            } else if (name.endsWith(".checkpoint")) {
                checkpoints.put(number(name), path);
            }
        }
        for (var checkpoint : checkpoints.entrySet()) {
            LogFileReading reading =
                    reading(LogFormat.CHECKPOINT | checkpoint.getKey(), checkpoint.getValue());
            reading.read(disk, false);
            records += reading.records();
        }
        int done = 0;
        for (var log : logs.entrySet()) {
            LogFileReading reading = reading(log.getKey(), log.getValue());
            cutBytes += reading.read(disk, log.getKey().equals(logs.lastKey()));
            records += reading.records();
            segments.put(log.getKey(), new SegmentFacts(reading.length(), reading.newestSample()));
            progress(++done, logs.size());
        }
        long next = logs.isEmpty() ? 1 : logs.lastKey() + 1;
        if (!checkpoints.isEmpty()) {
            next = Math.max(next, checkpoints.lastKey());
        }
        return new Result(segments, next, flushed, gaps, records, cutBytes);
    }

    private LogFileReading reading(long number, String path) {
        long before = Long.MIN_VALUE;
        for (Flushed boundary : flushed) {
            if (boundary.beforeSegment() > number) {
                before = Math.max(before, boundary.beforeMillis());
            }
        }
        return new LogFileReading(number, path, before, visitor, flushed::add, gaps::add);
    }

    private static long number(String name) {
        String digits = name.substring(0, name.indexOf('.'));
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "wal/" + name + " is no file of the log: move it away",
                    e);
        }
    }

    private void progress(int done, int all) {
        long now = clock.nanos();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            logger.log(
                    System.Logger.Level.INFO,
                    "replaying the log: {0} of {1} files, {2} records",
                    done,
                    all,
                    records);
        }
    }
}
