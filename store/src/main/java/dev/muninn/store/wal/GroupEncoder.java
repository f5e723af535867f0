package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteWriter;

/**
 * Turns groups into the bytes of a log file. Keeps the lasting records of groups that failed, which
 * go first the next time. Guarded by the log's write lock.
 */
final class GroupEncoder implements AutoCloseable {

    private final RecordPacker packer = new RecordPacker(RecordPacker.FAST);
    private final ByteWriter carried = new ByteWriter(64);
    private final ByteWriter joined = new ByteWriter(64);
    private final ByteWriter framed = new ByteWriter(1 << 14);

    boolean hasCarried() {
        return carried.size() > 0;
    }

    /** Keeps the records of a failed group that must reach the log some time. */
    void carry(LogGroup group) {
        carried.bytes(group.lasting.array(), 0, group.lasting.size());
    }

    /** Forgets what was carried: it is written. */
    void carriedIsWritten() {
        carried.clear();
    }

    /** The bytes that stand at a position of a file; good until the next call. */
    ByteWriter encode(long file, long position, LogGroup group) {
        framed.clear();
        packer.append(
                records(group), group.oldestSample, group.newestSample, file, position, framed);
        return framed;
    }

    private ByteWriter records(LogGroup group) {
        if (carried.size() == 0 && group.lasting.size() == 0) {
            return group.samples;
        }
        joined.clear();
        joined.bytes(carried.array(), 0, carried.size());
        joined.bytes(group.lasting.array(), 0, group.lasting.size());
        return joined.bytes(group.samples.array(), 0, group.samples.size());
    }

    @Override
    public void close() {
        packer.close();
    }
}
