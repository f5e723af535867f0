package dev.muninn.store.disk;

import java.io.Closeable;
import java.io.IOException;

/** An open file. */
public interface DiskFile extends Closeable {

    /** Writes all bytes at the position or throws; a part may then have been written. */
    void write(long position, byte[] bytes, int offset, int length) throws IOException;

    /** Reads bytes at the position; how many, which is fewer than asked for only at the end. */
    int read(long position, byte[] bytes, int offset, int length) throws IOException;

    /** Makes the bytes durable. After a failure nobody can say which bytes are. */
    void force() throws IOException;

    void truncate(long length) throws IOException;

    long length() throws IOException;
}
