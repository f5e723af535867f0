package dev.muninn.ingest.collect.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file of {@code /proc} or {@code /sys} that stays open and is read again and again. */
final class KernelFile {

    /** One page; what most of these files fit into. */
    private static final int FIRST_SIZE = 4096;

    /** The interrupt line of the largest machines stays far below. */
    private static final int LARGEST = 16 << 20;

    private final Path path;
    private @Nullable FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_SIZE);
    private byte[] bytes = new byte[FIRST_SIZE];

    KernelFile(Path path) {
        this.path = path;
    }

    /** The file's content now; the bytes are reused by the next call. */
    ByteCursor read() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(path, StandardOpenOption.READ);
            channel = open;
        }
        try {
            int size = readAll(open);
            return new ByteCursor(bytes, 0, size);
        } catch (IOException e) {
            // The device behind it may be gone: the next call asks for the path again.
            channel = null;
            open.close();
            throw e;
        }
    }

    private int readAll(FileChannel open) throws IOException {
        buffer.clear();
        // These files come in pieces of a page or so; only a read of nothing is the end.
        while (open.read(buffer, buffer.position()) > 0) {
            if (!buffer.hasRemaining()) {
                grow();
            }
        }
        int size = buffer.flip().remaining();
        if (bytes.length < size) {
            bytes = new byte[buffer.capacity()];
        }
        buffer.get(bytes, 0, size);
        return size;
    }

    private void grow() throws IOException {
        if (buffer.capacity() >= LARGEST) {
            throw new IOException(path + " is longer than " + LARGEST + " bytes");
        }
        ByteBuffer larger = ByteBuffer.allocateDirect(4 * buffer.capacity());
        larger.put(buffer.flip());
        buffer = larger;
    }

    /** The content of a small file that is read seldom, without blanks around it. */
    static String text(Path path) throws IOException {
        return Files.readString(path).strip();
    }

    /** As {@link #text}, or null where the file is absent or the driver has no answer. */
    static @Nullable String textIfAny(Path path) {
        try {
            return text(path);
        } catch (IOException e) {
            return null;
        }
    }

    /** The number in a small file, NaN where there is none. */
    static double number(Path path) {
        String text = textIfAny(path);
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * The names in a folder that has to be there, sorted.
     *
     * @throws NoSuchFileException if it is not: the machine has nothing of the kind
     */
    static String[] namesIn(Path folder) throws NoSuchFileException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        return names(folder);
    }

    /** The names in a folder, sorted; none where there is no such folder. */
    static String[] names(Path folder) {
        String[] names = folder.toFile().list();
        if (names == null) {
            return new String[0];
        }
        Arrays.sort(names);
        return names;
    }
}
