package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.codec.ChunkMerge;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
            FileReading reading =
                    new FileReading(
                            LogFormat.CHECKPOINT | checkpoint.getKey(), checkpoint.getValue());
            reading.read();
            reading.finish(false);
        }
        int done = 0;
        for (var log : logs.entrySet()) {
            boolean isLast = log.getKey().equals(logs.lastKey());
            FileReading reading = new FileReading(log.getKey(), log.getValue());
            long length = reading.read();
            reading.finish(isLast);
            segments.put(log.getKey(), new SegmentFacts(length, reading.newest));
            progress(++done, logs.size());
        }
        long next = logs.isEmpty() ? 1 : logs.lastKey() + 1;
        if (!checkpoints.isEmpty()) {
            next = Math.max(next, checkpoints.lastKey());
        }
        return new Result(segments, next, flushed, gaps, records, cutBytes);
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

    /** One file's records on their way to the visitor, less what is in blocks. */
    private final class FileReading implements FragmentReader.Visitor, LogRecords.Visitor {

        private final long number;
        private final String path;
        private final long inBlocksBefore;
        private long oldest = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;
        private long recordOldest = Long.MIN_VALUE;
        private long recordNewest = Long.MAX_VALUE;
        private final List<LogGap> openGaps = new ArrayList<>();
        private long length;
        private long whole;
        private boolean hasTail;
        private boolean isTailCut;

        FileReading(long number, String path) {
            this.number = number;
            this.path = path;
            long before = Long.MIN_VALUE;
            for (Flushed boundary : flushed) {
                if (boundary.beforeSegment() > number) {
                    before = Math.max(before, boundary.beforeMillis());
                }
            }
            this.inBlocksBefore = before;
        }

        long read() throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = disk.map(path, arena);
                length = segment.byteSize();
                FragmentReader reader = new FragmentReader(number, segment, this);
                whole = reader.readAll();
                hasTail = reader.hasTornTail();
                isTailCut = reader.isTailCut();
            }
            return length;
        }

        /** Deals with what stands behind the last whole record. */
        void finish(boolean mayBeTorn) throws IOException {
            if (hasTail) {
                if (!mayBeTorn || !isTailCut) {
                    damaged(whole, length);
                }
                if (mayBeTorn) {
                    cutBytes += length - whole;
                    logger.log(
                            System.Logger.Level.INFO,
                            "cut {0} bytes behind the last whole record of {1}",
                            length - whole,
                            path);
                    try (DiskFile file = disk.open(path)) {
                        file.truncate(whole);
                        file.force();
                    }
                    length = whole;
                }
            }
            closeGaps(Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        public void record(byte[] bytes, int from, int to) {
            records++;
            if (bytes[from] == LogRecords.SAMPLES && to - from > 21) {
                ByteReader in = new ByteReader(bytes, from + 5, to);
                recordOldest = in.u64();
                recordNewest = in.u64();
                closeGaps(recordOldest, recordNewest);
            }
            try {
                LogRecords.decode(bytes, from, to, this);
            } catch (MuninnException | IndexOutOfBoundsException e) {
                // Whole by its checksum and yet senseless: a mistake of the writer.
                logger.log(System.Logger.Level.WARNING, "record of " + path + " passed over", e);
                openGaps.add(new LogGap(path, from, to, recordOldest, recordNewest));
            }
        }

        @Override
        public void damaged(long fromOffset, long toOffset) {
            openGaps.add(new LogGap(path, fromOffset, toOffset, recordOldest, recordNewest));
        }

        /** Widens gaps by the times of the next record, as writers keep near each other. */
        private void closeGaps(long nextOldest, long nextNewest) {
            for (LogGap gap : openGaps) {
                LogGap wide =
                        new LogGap(
                                gap.file(),
                                gap.fromOffset(),
                                gap.toOffset(),
                                Math.min(gap.oldestMillis(), nextOldest),
                                Math.max(gap.newestMillis(), nextNewest));
                gaps.add(wide);
                logger.log(System.Logger.Level.WARNING, wide.toString());
            }
            openGaps.clear();
        }

        private boolean isNew(long time) {
            newest = Math.max(newest, time);
            oldest = Math.min(oldest, time);
            return time >= inBlocksBefore;
        }

        @Override
        public void series(int ref, Labels labels) {
            visitor.series(ref, labels);
        }

        @Override
        public void sample(int ref, long time, long valueBits) {
            if (isNew(time)) {
                visitor.sample(ref, time, valueBits);
            }
        }

        @Override
        public void run(int ref, SampleBuffer samples) {
            SampleBuffer kept = new SampleBuffer();
            for (int i = 0; i < samples.size(); i++) {
                if (isNew(samples.timestamps()[i])) {
                    ChunkMerge.copy(samples, i, kept);
                }
            }
            if (!kept.isEmpty()) {
                visitor.run(ref, kept);
            }
        }

        @Override
        public void exemplar(int ref, Exemplar exemplar) {
            visitor.exemplar(ref, exemplar);
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            visitor.metadata(metadata);
        }

        @Override
        public void flushed(long beforeSegment, long beforeMillis) {
            flushed.add(new Flushed(beforeSegment, beforeMillis));
        }
    }
}
