package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of the log, of which the last is written. Guarded by the log's write lock. */
final class LogFiles {

    private static final System.Logger logger = System.getLogger(LogFiles.class.getName());

    /** What is known of a file of the log. */
    private static final class Segment {
        private final long number;
        private long bytes;
        private long newestSample;

        Segment(long number, long bytes, long newestSample) {
            this.number = number;
            this.bytes = bytes;
            this.newestSample = newestSample;
        }
    }

    /** The segment that is written. */
    private record OpenSegment(Segment segment, DiskFile file) {}

    /** Files with bytes that are not forced. */
    record Unforced(List<DiskFile> done, @Nullable DiskFile current) {

        /** Forces all; those that are done are closed, also if that fails. */
        void force() throws IOException {
            try {
                for (DiskFile old : done) {
                    old.force();
                }
                if (current != null) {
                    current.force();
                }
            } finally {
                for (DiskFile old : done) {
                    old.close();
                }
            }
        }
    }

    private final Disk disk;
    private final long segmentBytes;
    private final NavigableMap<Long, Segment> segments = new TreeMap<>();
    private final List<DiskFile> done = new ArrayList<>();
    private @Nullable OpenSegment current;
    private long next;

    LogFiles(Disk disk, long segmentBytes, LogReplay.Result replayed) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        replayed.segments()
                .forEach(
                        (number, facts) ->
                                segments.put(
                                        number,
                                        new Segment(number, facts.bytes(), facts.newestSample())));
        next = replayed.nextSegment();
    }

    /** Makes sure there is a file to write to. */
    void open() throws IOException {
        if (current == null) {
            current = create();
        }
    }

    /** Whether a file is open that was begun and may be gone on with. */
    boolean isOpen() {
        return current != null;
    }

    /** Writes a group; the number of bytes. On failure, what was written of it is cut off. */
    int write(GroupEncoder encoder, LogGroup group) throws IOException {
        OpenSegment target = current == null ? create() : current;
        current = target;
        Segment segment = target.segment();
        ByteWriter framed = encoder.encode(segment.number, segment.bytes, group);
        try {
            target.file().write(segment.bytes, framed.array(), 0, framed.size());
        } catch (IOException e) {
            giveUp(target);
            throw e;
        }
        segment.bytes += framed.size();
        segment.newestSample = Math.max(segment.newestSample, group.newestSample);
        if (segment.bytes >= segmentBytes) {
            endCurrent();
        }
        return framed.size();
    }

    private OpenSegment create() throws IOException {
        long number = next;
        DiskFile created = disk.open(LogFormat.segment(number));
        try {
            ByteWriter header = new ByteWriter(LogFormat.FILE_HEADER);
            Framing.fileHeader(number, header);
            created.write(0, header.array(), 0, header.size());
            disk.forceDirectory(LogFormat.DIRECTORY);
        } catch (IOException e) {
            created.close();
            disk.delete(LogFormat.segment(number));
            throw e;
        }
        next = number + 1;
        Segment segment = new Segment(number, LogFormat.FILE_HEADER, Long.MIN_VALUE);
        segments.put(number, segment);
        return new OpenSegment(segment, created);
    }

    /** Cuts off what a failed write left, so that nothing follows a torn record. */
    private void giveUp(OpenSegment target) {
        current = null;
        Segment segment = target.segment();
        try {
            if (segment.bytes == LogFormat.FILE_HEADER) {
                segments.remove(segment.number);
                target.file().close();
                disk.delete(LogFormat.segment(segment.number));
            } else {
                done.add(target.file());
                target.file().truncate(segment.bytes);
            }
        } catch (IOException e) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "could not cut off a failed write; replay will pass over it",
                    e);
        }
    }

    /** Ends the file that is written; the number of the one that comes next. */
    long endCurrent() {
        OpenSegment target = current;
        if (target != null) {
            done.add(target.file());
            current = null;
        }
        return next;
    }

    /** What has to be forced; files that are done are then the caller's to close. */
    Unforced takeUnforced() {
        List<DiskFile> taken = List.copyOf(done);
        done.clear();
        OpenSegment target = current;
        return new Unforced(taken, target == null ? null : target.file());
    }

    boolean hasDone() {
        return !done.isEmpty();
    }

    /** The numbers of files before the one given that hold nothing as new as the time. */
    List<Long> older(long beforeSegment, long beforeMillis) {
        List<Long> older = new ArrayList<>();
        for (var entry : segments.headMap(beforeSegment).entrySet()) {
            if (entry.getValue().newestSample < beforeMillis) {
                older.add(entry.getKey());
            }
        }
        return older;
    }

    /** Forgets a file that is deleted. */
    void forget(long number) {
        segments.remove(number);
    }

    long bytes() {
        long sum = 0;
        for (Segment segment : segments.values()) {
            sum += segment.bytes;
        }
        return sum;
    }

    int count() {
        return segments.size();
    }

    /** Closes without forcing. */
    void close() {
        endCurrent();
        for (DiskFile left : done) {
            try {
                left.close();
            } catch (IOException e) {
                logger.log(System.Logger.Level.WARNING, "closing a file of the log failed", e);
            }
        }
        done.clear();
    }
}
