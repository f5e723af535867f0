package dev.muninn.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of the operating system. */
public final class LocalDisk implements Disk {

    private static final System.Logger logger = System.getLogger(LocalDisk.class.getName());

    private final Path root;

    /** Asked twice a second; to find it reads the table of all mounts. */
    private final FileStore space;

    private LocalDisk(Path root) throws IOException {
        this.root = root;
        space = Files.getFileStore(root);
    }

    /** The disk that begins at this directory, which is created if needed. */
    public static LocalDisk of(Path root) throws IOException {
        Path real = root.toAbsolutePath();
        Files.createDirectories(real);
        return new LocalDisk(real);
    }

    private Path path(String relative) {
        return root.resolve(relative);
    }

    @Override
    public DiskFile open(String path) throws IOException {
        return new LocalFile(path(path));
    }

    @Override
    public MemorySegment map(String path, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(path(path), StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(path(path));
    }

    @Override
    public long length(String path) throws IOException {
        return Files.size(path(path));
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(path(path));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        if (!Files.isDirectory(path(directory))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path(directory))) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
        }
    }

    @Override
    public void createDirectory(String directory) throws IOException {
        Files.createDirectories(path(directory));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(path(path));
    }

    @Override
    public void forceDirectory(String directory) throws IOException {
        try (FileChannel channel = FileChannel.open(path(directory), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long usableSpace() throws IOException {
        return space.getUsableSpace();
    }

    @Override
    public long totalSpace() throws IOException {
        return space.getTotalSpace();
    }

    @Override
    public void export(String path, Path target) throws IOException {
        try {
            Files.createLink(target, path(path));
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another file system, or one without hard links.
            Files.copy(path(path), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public Closeable lock(String path, String owner) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path(path),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            @Nullable FileLock held = tryLock(channel);
            if (held == null) {
                byte[] other = Files.readAllBytes(path(path));
                throw new IOException(
                        "data directory "
                                + root
                                + " is in use by "
                                + new String(other, StandardCharsets.UTF_8).strip()
                                + ": stop that process or choose another directory");
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        noteOwner(channel, owner);
        // The operating system frees the lock when the process ends, however it ends.
        return channel;
    }

    /** A full disk must not keep the store from opening: the lock holds without a name too. */
    private static void noteOwner(FileChannel channel, String owner) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "owner not noted in the lock", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public String name() {
        return root.toString();
    }
}
