package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was deleted and is still in blocks: series, times, and the last block it concerns.
 * Immutable.
 */
public final class Tombstones {

    /** One series' deleted times in blocks up to a sequence. */
    public record Stone(long lastSequence, Hash128 series, TimeRange range) {}

    public static final Tombstones NONE = new Tombstones(List.of());

    static final String FILE = "tombstones";

    /** Written first and read last: one of the two is whole whenever the other is not. */
    private static final String COPY = "tombstones.copy";

    private static final String UNFINISHED = ".tmp";

    /** What an attempt to save that did not succeed may have left. */
    static final List<String> UNFINISHED_FILES = List.of(FILE + UNFINISHED, COPY + UNFINISHED);

    private static final long MAGIC = 0x3142_4d4f_544e_554dL;
    private static final int HEADER = 16;

    private final List<Stone> stones;
    private final Map<Hash128, List<Stone>> bySeries = new HashMap<>();

    private Tombstones(List<Stone> stones) {
        this.stones = List.copyOf(stones);
        for (Stone stone : stones) {
            bySeries.computeIfAbsent(stone.series, s -> new ArrayList<>()).add(stone);
        }
    }

    public boolean isEmpty() {
        return stones.isEmpty();
    }

    public int size() {
        return stones.size();
    }

    /** The times deleted from a series of a block. */
    List<TimeRange> of(Hash128 series, long sequence) {
        List<TimeRange> found = new ArrayList<>();
        for (Stone stone : bySeries.getOrDefault(series, List.of())) {
            if (sequence <= stone.lastSequence) {
                found.add(stone.range);
            }
        }
        return found;
    }

    /** Whether anything of the times was deleted that a block may have. */
    public boolean concern(long sequence, TimeRange times) {
        for (Stone stone : stones) {
            if (sequence <= stone.lastSequence
                    && times.overlaps(stone.range.fromMillis(), stone.range.toMillis())) {
                return true;
            }
        }
        return false;
    }

    public Tombstones with(List<Stone> more) {
        List<Stone> all = new ArrayList<>(stones);
        all.addAll(more);
        return new Tombstones(all);
    }

    /** Only those that still concern a block, the oldest being given. */
    public Tombstones from(long oldestSequence) {
        return new Tombstones(
                stones.stream().filter(s -> s.lastSequence >= oldestSequence).toList());
    }

    /**
     * Reads the file, or its copy where it is damaged.
     *
     * @throws MuninnException of kind CORRUPT if both are
     */
    static Tombstones load(Disk disk) throws IOException {
        if (!disk.exists(FILE) && !disk.exists(COPY)) {
            return NONE;
        }
        try {
            return decode(disk.exists(FILE) ? disk.read(FILE) : new byte[0]);
        } catch (MuninnException | IOException e) {
            return decode(disk.exists(COPY) ? disk.read(COPY) : new byte[0]);
        }
    }

    private static Tombstones decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long magic = in.u64();
        int count = in.u32();
        int checksum = in.u32();
        if (magic != MAGIC
                || checksum != Checksum.of(MAGIC ^ count, bytes, HEADER, bytes.length - HEADER)) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "the file tombstones is damaged");
        }
        List<Stone> stones = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long sequence = in.u64();
            Hash128 series = new Hash128(in.u64(), in.u64());
            stones.add(new Stone(sequence, series, new TimeRange(in.u64(), in.u64())));
        }
        return new Tombstones(stones);
    }

    /** Replaces the file; durable on return. */
    public void save(Disk disk) throws IOException {
        ByteWriter out = new ByteWriter(HEADER + 40 * stones.size());
        out.u64(MAGIC).u32(stones.size()).u32(0);
        for (Stone stone : stones) {
            out.u64(stone.lastSequence).u64(stone.series.high()).u64(stone.series.low());
            out.u64(stone.range.fromMillis()).u64(stone.range.toMillis());
        }
        out.setU32(
                12, Checksum.of(MAGIC ^ stones.size(), out.array(), HEADER, out.size() - HEADER));
        write(disk, COPY, out);
        write(disk, FILE, out);
    }

    private static void write(Disk disk, String name, ByteWriter out) throws IOException {
        // What an earlier attempt left may be longer.
        disk.delete(name + UNFINISHED);
        try (DiskFile file = disk.open(name + UNFINISHED)) {
            file.write(0, out.array(), 0, out.size());
            file.force();
        }
        disk.rename(name + UNFINISHED, name);
        disk.forceDirectory("");
    }
}
