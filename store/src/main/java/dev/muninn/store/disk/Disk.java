package dev.muninn.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * One data directory. Paths are relative, parts separated by a slash.
 *
 * <p>Nothing is durable but what was forced: bytes by {@link DiskFile#force}, names by {@link
 * #forceDirectory}.
 */
public interface Disk {

    /** Opens a file to write and read; creates it where it does not exist. */
    DiskFile open(String path) throws IOException;

    /** The whole file, read-only, valid until the arena is closed. */
    MemorySegment map(String path, Arena arena) throws IOException;

    byte[] read(String path) throws IOException;

    long length(String path) throws IOException;

    boolean exists(String path);

    /** The names in a directory, sorted; empty if there is no such directory. */
    List<String> list(String directory) throws IOException;

    void createDirectory(String directory) throws IOException;

    /** Renames within the disk; replaces the target. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file or an empty directory; nothing happens where there is none. */
    void delete(String path) throws IOException;

    /** Makes the names in a directory durable; the empty path is the root. */
    void forceDirectory(String directory) throws IOException;

    /** Bytes that can still be written. */
    long usableSpace() throws IOException;

    /** Bytes that the disk has in all. */
    long totalSpace() throws IOException;

    /**
     * Puts a file that does not change any more to a place outside, sharing its bytes if it can.
     */
    void export(String path, Path target) throws IOException;

    /**
     * Takes the directory for this process until the result is closed.
     *
     * @throws IOException if another process has it, saying which
     */
    Closeable lock(String path, String owner) throws IOException;

    /** The directory's name in messages. */
    String name();
}
