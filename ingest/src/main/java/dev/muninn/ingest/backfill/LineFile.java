package dev.muninn.ingest.backfill;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Whole lines of a file, many at a time; confined to one thread. */
final class LineFile implements AutoCloseable {

    /** A batch of some ten thousand lines; also the longest line. */
    private static final int STEP_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(STEP_BYTES);
    private long position;

    LineFile(Path file) throws IOException {
        channel = FileChannel.open(file);
    }

    long position() {
        return position;
    }

    long size() throws IOException {
        return channel.size();
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    byte[] bytes() {
        return buffer.array();
    }

    /** Reads lines into {@link #bytes} and returns how many bytes they have; 0 at the end. */
    int read() throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // Until it is full, or the file ends.
        }
        int length = buffer.position();
        if (position + length < channel.size()) {
            while (length > 0 && buffer.get(length - 1) != '\n') {
                length--;
            }
            if (length == 0) {
                throw MuninnException.badInput(
                        "line at byte " + position + " is longer than " + STEP_BYTES + " bytes");
            }
        }
        position += length;
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
