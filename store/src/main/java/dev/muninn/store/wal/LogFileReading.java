package dev.muninn.store.wal;

import dev.muninn.model.MuninnException;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One file's records on their way to the visitor. Confined to the thread that replays. */
final class LogFileReading implements FragmentReader.Visitor {

    private static final System.Logger logger = System.getLogger(LogFileReading.class.getName());

    private final long number;
    private final String path;
    private final long inBlocksBefore;
    private final LogRecords.Visitor visitor;
    private final Consumer<LogReplay.Flushed> boundaries;
    private final Consumer<LogGap> gaps;
    private final List<LogGap> openGaps = new ArrayList<>();
    private long recordOldest = Long.MIN_VALUE;
    private long recordNewest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;
    private long records;
    private long length;

    /**
     * @param inBlocksBefore samples of this file older than this are in blocks
     * @param boundaries takes what the file says of blocks
     * @param gaps takes the places that could not be read
     */
    LogFileReading(
            long number,
            String path,
            long inBlocksBefore,
            LogRecords.Visitor visitor,
            Consumer<LogReplay.Flushed> boundaries,
            Consumer<LogGap> gaps) {
        this.number = number;
        this.path = path;
        this.inBlocksBefore = inBlocksBefore;
        this.visitor = visitor;
        this.boundaries = boundaries;
        this.gaps = gaps;
    }

    /**
     * Reads the file to its end.
     *
     * @param mayBeTorn whether what looks like a write cut short at its end was never acknowledged
     * @return how many bytes were cut off
     */
    long read(Disk disk, boolean mayBeTorn) throws IOException {
        long whole;
        boolean hasTail;
        boolean isTailCut;
        boolean hasUnreadable;
        try (DiskFile file = disk.open(path)) {
            length = file.length();
            FragmentReader reader = new FragmentReader(number, file, this);
            whole = reader.readAll();
            hasTail = reader.hasTornTail();
            isTailCut = reader.isTailCut();
            hasUnreadable = reader.hasUnreadable();
        }
        long cut = 0;
        if (hasTail && !(mayBeTorn && isTailCut)) {
            damaged(whole, length);
        }
        // What the disk would not read now it may read later.
        if (hasTail && mayBeTorn && !hasUnreadable) {
            cut = length - whole;
            cutOff(disk, whole);
        }
        closeGaps(Long.MIN_VALUE, Long.MAX_VALUE);
        return cut;
    }

    private void cutOff(Disk disk, long whole) throws IOException {
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

    long length() {
        return length;
    }

    long newestSample() {
        return newest;
    }

    long records() {
        return records;
    }

    @Override
    public void record(byte[] bytes, int from, int to) {
        // Unpacked records have an array of their own; this one is the reader's.
        passOn(bytes, from, to, true);
    }

    private void passOn(byte[] bytes, int from, int to, boolean isShared) {
        try {
            int type = to > from ? bytes[from] : 0;
            if (type == LogRecords.PACKED) {
                widen(RecordPacker.oldest(bytes, from, to), RecordPacker.newest(bytes, from, to));
                RecordPacker.unpack(
                        bytes, from, to, (raw, start, end) -> passOn(raw, start, end, false));
                return;
            }
            records++;
            if (LoggedSamples.isType(type)) {
                pass(samples(bytes, from, to, isShared), isShared);
            } else {
                LogRecords.decode(bytes, from, to, visitor, boundaries);
            }
        } catch (MuninnException | IndexOutOfBoundsException e) {
            // Whole by its checksum and yet senseless: a mistake of the writer.
            logger.log(System.Logger.Level.WARNING, "record of " + path + " passed over", e);
            openGaps.add(new LogGap(path, from, to, recordOldest, recordNewest));
        }
    }

    private LoggedSamples samples(byte[] bytes, int from, int to, boolean isShared) {
        return isShared
                ? new LoggedSamples(
                        Arrays.copyOfRange(bytes, from, to), 0, to - from, inBlocksBefore, path)
                : new LoggedSamples(bytes, from, to, inBlocksBefore, path);
    }

    private void pass(LoggedSamples record, boolean hasOwnTimes) {
        if (hasOwnTimes) {
            widen(record.oldest(), record.newest());
        }
        if (recordNewest >= inBlocksBefore) {
            visitor.samples(record);
        }
    }

    private void widen(long oldest, long newestOfRecord) {
        if (oldest <= newestOfRecord) {
            recordOldest = oldest;
            recordNewest = newestOfRecord;
            newest = Math.max(newest, newestOfRecord);
            closeGaps(oldest, newestOfRecord);
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
            gaps.accept(wide);
            logger.log(System.Logger.Level.WARNING, wide.toString());
        }
        openGaps.clear();
    }
}
