package dev.muninn.ingest.forward;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A queue of records in files, bounded in bytes: the oldest give way. For many writers, one reader.
 */
final class DiskQueue implements AutoCloseable {

    /*
     * Segments are numbered files of records: length, CRC-32C, bytes. A segment is deleted once it
     * is read to its end, so after a restart the segment that was being read is sent once more;
     * receivers take the same sample twice without harm. A record that is cut off or damaged ends
     * its segment. Files are not forced to disk: what is queued is stored here as well.
     */

    private static final int HEAD_BYTES = 8;

    private final Path folder;
    private final long segmentBytes;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean isClosed;

    /** One file; written at its end, read from its beginning. */
    private static final class Segment {
        private final Path file;
        private final FileChannel channel;
        private long written;
        private long read;

        Segment(Path file) throws IOException {
            this.file = file;
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            written = channel.size();
        }

        void delete() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    private DiskQueue(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        // So small that dropping one of them loses little.
        segmentBytes = Math.max(1, maxBytes / 16);
    }

    /**
     * Opens a queue with what is left in its folder.
     *
     * @throws MuninnException of kind UNAVAILABLE if the folder cannot be used
     */
    static DiskQueue open(Path folder, long maxBytes) {
        DiskQueue queue = new DiskQueue(folder, maxBytes);
        try {
            Files.createDirectories(folder);
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.queue")) {
                found.forEach(files::add);
            }
            files.sort(null);
            for (Path file : files) {
                Segment segment = new Segment(file);
                queue.segments.addLast(segment);
                queue.bytes += segment.written;
            }
            return queue;
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "cannot queue in " + folder, e);
        }
    }

    /** Adds a record; older ones may have to give way. */
    void add(byte[] record) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(record);
        ByteBuffer framed = ByteBuffer.allocate(HEAD_BYTES + record.length);
        framed.putInt(record.length).putInt((int) checksum.getValue()).put(record).flip();
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            Segment last = segments.peekLast();
            if (last == null || last.written >= segmentBytes) {
                last = new Segment(folder.resolve(nextName()));
                segments.addLast(last);
            }
            while (framed.hasRemaining()) {
                last.written += last.channel.write(framed, last.written);
            }
            bytes += framed.limit();
            while (bytes > maxBytes && segments.size() > 1) {
                dropped += dropFirst();
            }
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Numbers of twenty digits, so that names sort as numbers do. */
    private String nextName() {
        Segment last = segments.peekLast();
        long number = 0;
        if (last != null) {
            String name = String.valueOf(last.file.getFileName());
            number = Long.parseLong(name.substring(0, name.indexOf('.'))) + 1;
        }
        return "%020d.queue".formatted(number);
    }

    private long dropFirst() throws IOException {
        Segment first = segments.removeFirst();
        bytes -= first.written;
        long unread = first.written - first.read;
        first.delete();
        return unread;
    }

    /** Waits for the next record and takes it; null after the end. */
    byte @Nullable [] take() throws IOException, InterruptedException {
        lock.lock();
        try {
            while (!isClosed) {
                Segment first = segments.peekFirst();
                byte[] record = first == null ? null : read(first);
                if (record != null) {
                    return record;
                }
                if (first != null && (segments.size() > 1 || first.written >= segmentBytes)) {
                    dropFirst();
                } else {
                    added.await();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The next record of the segment, null at its end. */
    private static byte @Nullable [] read(Segment segment) throws IOException {
        long left = segment.written - segment.read;
        if (left < HEAD_BYTES) {
            return null;
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        fill(segment.channel, head, segment.read);
        int length = head.getInt();
        int checksum = head.getInt();
        if (length >= 0 && length <= left - HEAD_BYTES) {
            ByteBuffer record = ByteBuffer.allocate(length);
            fill(segment.channel, record, segment.read + HEAD_BYTES);
            CRC32C actual = new CRC32C();
            actual.update(record.array());
            if ((int) actual.getValue() == checksum) {
                segment.read += HEAD_BYTES + length;
                return record.array();
            }
        }
        segment.read = segment.written;
        return null;
    }

    private static void fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining() && channel.read(into, at + into.position()) >= 0) {
            // Until it is full.
        }
        into.rewind();
    }

    /** Bytes that wait. */
    long bytes() {
        lock.lock();
        try {
            Segment first = segments.peekFirst();
            return bytes - (first == null ? 0 : first.read);
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that gave way before they were read. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            isClosed = true;
            for (Segment segment : segments) {
                segment.channel.close();
            }
            segments.clear();
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
