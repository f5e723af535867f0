package dev.muninn.query.log;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The queries that run now, in a file that outlives the process. Safe for use by many threads.
 *
 * <p>Drawn in {@code docs/formats/active-queries.md}.
 */
public final class ActiveQueries implements AutoCloseable {

    /*
     * A slot per running query, written when it starts and emptied when it ends. The file is mapped, so
     * that costs no call of the kernel, and what is written survives the end of the process, which is
     * what is asked: after a power cut nobody needs the culprit. Space is written before it is mapped,
     * as a full disk could not be told of later.
     */

    /** A query that was running when its process ended. */
    public record Interrupted(long startMillis, String text) {}

    private static final System.Logger LOGGER = System.getLogger(ActiveQueries.class.getName());

    private static final byte[] MAGIC = "MUNNQRY1".getBytes(StandardCharsets.US_ASCII);
    private static final int SLOT_BYTES = 1024;

    /** Checksum, length and start time stand before the text. */
    private static final int SLOT_HEADER = 16;

    /** More than run at a time by default, so that the file hardly ever has to grow. */
    private static final int FIRST_SLOTS = 32;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final FileChannel file;
    private final List<Interrupted> interrupted;
    private final BitSet taken = new BitSet();
    private Arena arena;
    private MemorySegment slots;
    private boolean isBroken;

    private ActiveQueries(FileChannel file, List<Interrupted> interrupted) throws IOException {
        this.file = file;
        this.interrupted = interrupted;
        arena = Arena.ofShared();
        slots = map(FIRST_SLOTS);
    }

    /**
     * Opens the file, or makes it; what it holds is then to be had from {@link #interrupted}.
     *
     * @throws MuninnException of kind UNAVAILABLE if the file cannot be used
     */
    public static ActiveQueries open(Path path) {
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            List<Interrupted> found = read(file);
            file.truncate(0);
            file.write(ByteBuffer.wrap(MAGIC), 0);
            return new ActiveQueries(file, found);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "cannot use " + path + " for the queries that run: " + e.getMessage(),
                    e);
        }
    }

    private static List<Interrupted> read(FileChannel file) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) Math.min(file.size(), 1 << 20));
        while (all.hasRemaining() && file.read(all, all.position()) > 0) {
            // Short reads are legal: go on until all is there.
        }
        all.flip();
        List<Interrupted> found = new ArrayList<>();
        if (all.remaining() < MAGIC.length
                || !Arrays.equals(Arrays.copyOf(all.array(), MAGIC.length), MAGIC)) {
            return found;
        }
        for (int at = MAGIC.length; at + SLOT_HEADER <= all.limit(); at += SLOT_BYTES) {
            int length = all.getInt(at + 4);
            boolean isWhole =
                    length > 0
                            && length <= SLOT_BYTES - SLOT_HEADER
                            && at + SLOT_HEADER + length <= all.limit()
                            && all.getInt(at) == checksum(all.array(), at + 4, length + 12);
            if (isWhole) {
                String text =
                        new String(all.array(), at + SLOT_HEADER, length, StandardCharsets.UTF_8);
                found.add(new Interrupted(all.getLong(at + 8), text));
            }
        }
        return found;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }

    /** The queries that ran when the process before this one ended without closing the file. */
    public List<Interrupted> interrupted() {
        return interrupted;
    }

    /** Notes that a query has started; the number is for {@link #ended}. */
    public int started(String text, long timeMillis) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, SLOT_BYTES - SLOT_HEADER);
        ByteBuffer slot = ByteBuffer.allocate(SLOT_HEADER + length);
        slot.putInt(4, length).putLong(8, timeMillis).put(SLOT_HEADER, bytes, 0, length);
        slot.putInt(0, checksum(slot.array(), 4, length + 12));
        synchronized (taken) {
            int number = taken.nextClearBit(0);
            taken.set(number);
            write(slot.array(), number);
            return number;
        }
    }

    public void ended(int number) {
        synchronized (taken) {
            taken.clear(number);
            if (!isBroken) {
                slots.set(LONG, (long) number * SLOT_BYTES, 0);
            }
        }
    }

    /** Queries matter more than their log: it stops at the first failure and says so once. */
    private void write(byte[] slot, int number) {
        if (isBroken) {
            return;
        }
        try {
            long from = (long) number * SLOT_BYTES;
            if (from == slots.byteSize()) {
                grow();
            }
            MemorySegment.copy(slot, 0, slots, ValueLayout.JAVA_BYTE, from, slot.length);
        } catch (IOException | InternalError e) {
            isBroken = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "queries that run are no longer noted: {0}",
                    e.getMessage());
        }
    }

    private void grow() throws IOException {
        Arena before = arena;
        int twice = (int) (2 * slots.byteSize() / SLOT_BYTES);
        arena = Arena.ofShared();
        slots = map(twice);
        before.close();
    }

    /** So many slots; those that are new are empty. */
    private MemorySegment map(int count) throws IOException {
        long end = MAGIC.length + (long) count * SLOT_BYTES;
        ByteBuffer empty = ByteBuffer.allocate((int) (end - file.size()));
        while (empty.hasRemaining()) {
            file.write(empty, end - empty.remaining());
        }
        return file.map(FileChannel.MapMode.READ_WRITE, 0, end, arena).asSlice(MAGIC.length);
    }

    @Override
    public void close() {
        try {
            if (file.isOpen()) {
                synchronized (taken) {
                    // What still runs has nowhere to be noted any more.
                    isBroken = true;
                    arena.close();
                }
                file.truncate(0);
                file.close();
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "cannot close the file of running queries: " + e.getMessage(),
                    e);
        }
    }
}
