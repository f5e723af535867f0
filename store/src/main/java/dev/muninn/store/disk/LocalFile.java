package dev.muninn.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An open file of the operating system. */
final class LocalFile implements DiskFile {

    /*
     * A thread that is interrupted inside a channel closes it for everybody. An interrupt of one
     * sender must not end the log, so the file is opened again and the call repeated: reads and
     * writes say where they go, and forcing twice is harmless.
     */

    private interface Call<T> {
        T on(FileChannel channel) throws IOException;
    }

    private final Path path;
    private FileChannel channel;
    private boolean closed;

    LocalFile(Path path) throws IOException {
        this.path = path;
        this.channel = openChannel(path);
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void write(long position, byte[] bytes, int offset, int length) throws IOException {
        run(
                target -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    long at = position;
                    while (buffer.hasRemaining()) {
                        at += target.write(buffer, at);
                    }
                    return at;
                });
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
        return run(
                source -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    int read = 0;
                    while (buffer.hasRemaining() && read >= 0) {
                        read = source.read(buffer, position + buffer.position() - offset);
                    }
                    return buffer.position() - offset;
                });
    }

    @Override
    public void force() throws IOException {
        run(
                target -> {
                    target.force(false);
                    return true;
                });
    }

    @Override
    public void truncate(long length) throws IOException {
        run(target -> target.truncate(length));
    }

    @Override
    public long length() throws IOException {
        return run(FileChannel::size);
    }

    private <T> T run(Call<T> call) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel target = openChannel();
                try {
                    return call.on(target);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized FileChannel openChannel() throws IOException {
        if (closed) {
            throw new IOException(path.getFileName() + " is closed");
        }
        if (!channel.isOpen()) {
            channel = openChannel(path);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
