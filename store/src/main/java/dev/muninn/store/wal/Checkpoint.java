package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;

/**
 * Writes the file that stands for the log's deleted segments: the series that later records speak
 * of, and what is in blocks already. It counts only once it is whole and has its name.
 */
public final class Checkpoint implements AutoCloseable {

    /**
     * A damaged pack takes its series with it, and with them all that the log says of them: some
     * dozens here, for a sixth more bytes than thousands would take.
     */
    private static final int PACK_BYTES = 16 << 10;

    private static final int WRITE_BYTES = 256 << 10;

    private final Disk disk;
    private final long number;
    private final DiskFile file;
    private final RecordPacker packer = new RecordPacker(RecordPacker.SMALL);
    private final ByteWriter records = new ByteWriter(PACK_BYTES);
    private final ByteWriter framed = new ByteWriter(WRITE_BYTES);
    private long position;

    private Checkpoint(Disk disk, long number, DiskFile file) {
        this.disk = disk;
        this.number = number;
        this.file = file;
    }

    /** Begins the checkpoint that replaces the segments before the number. */
    public static Checkpoint create(Disk disk, long number) throws IOException {
        Checkpoint checkpoint =
                new Checkpoint(disk, number, disk.open(LogFormat.checkpoint(number) + ".tmp"));
        Framing.fileHeader(LogFormat.CHECKPOINT | number, checkpoint.framed);
        return checkpoint;
    }

    public void add(ByteWriter record) throws IOException {
        records.u32(record.size()).bytes(record.array(), 0, record.size());
        if (records.size() >= PACK_BYTES) {
            pack();
        }
        if (framed.size() >= WRITE_BYTES) {
            writeOut();
        }
    }

    /** Says that samples in segments before the one given, older than the time, are in blocks. */
    public void addFlushed(long beforeSegment, long beforeMillis) throws IOException {
        ByteWriter record = new ByteWriter(24);
        LogRecords.flushed(beforeSegment, beforeMillis, record);
        add(record);
    }

    /** Remembers a place that could not be read, whose file may be deleted now. */
    public void addGap(LogGap gap) throws IOException {
        ByteWriter record = new ByteWriter(64);
        LogRecords.gap(gap, record);
        add(record);
    }

    private void pack() {
        packer.append(
                records,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                LogFormat.CHECKPOINT | number,
                position,
                framed);
        records.clear();
    }

    private void writeOut() throws IOException {
        file.write(position, framed.array(), 0, framed.size());
        position += framed.size();
        framed.clear();
    }

    /** Makes it count, and deletes those before it. */
    public void finish() throws IOException {
        add(new ByteWriter(1).u8(LogRecords.END));
        pack();
        writeOut();
        file.force();
        file.close();
        packer.close();
        String name = LogFormat.checkpoint(number);
        disk.rename(name + ".tmp", name);
        disk.forceDirectory(LogFormat.DIRECTORY);
        for (String other : disk.list(LogFormat.DIRECTORY)) {
            String path = LogFormat.DIRECTORY + "/" + other;
            if (other.endsWith(".checkpoint") && path.compareTo(name) < 0) {
                disk.delete(path);
            }
        }
    }

    /** Gives up what is not finished. */
    @Override
    public void close() throws IOException {
        file.close();
        packer.close();
        disk.delete(LogFormat.checkpoint(number) + ".tmp");
    }
}
