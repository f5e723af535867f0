package dev.muninn.ingest.backfill;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was deleted of a Prometheus block and is in its chunks still. */
final class Tombstones {

    private static final int MAGIC = 0x0130BA30;
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int CHECKSUM_BYTES = 4;

    private record Interval(long fromMillis, long toMillis) {}

    private final Map<Long, List<Interval>> bySeries = new HashMap<>();

    private Tombstones() {}

    /**
     * Reads the file of a block, which need not be there.
     *
     * @throws MuninnException of kind BAD_INPUT if it is of an unknown version
     */
    static Tombstones read(Path file) throws IOException {
        Tombstones tombstones = new Tombstones();
        if (!Files.exists(file)) {
            return tombstones;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.limit() < HEADER_BYTES + CHECKSUM_BYTES
                || bytes.getInt(0) != MAGIC
                || bytes.get(4) != VERSION) {
            throw MuninnException.badInput(file + " holds no tombstones of version " + VERSION);
        }
        Varints in = new Varints(bytes, HEADER_BYTES);
        while (in.position() < bytes.limit() - CHECKSUM_BYTES) {
            long series = in.unsigned();
            tombstones
                    .bySeries
                    .computeIfAbsent(series, key -> new ArrayList<>())
                    .add(new Interval(in.signed(), in.signed()));
        }
        return tombstones;
    }

    boolean cover(long series, long timestampMillis) {
        for (Interval interval : bySeries.getOrDefault(series, List.of())) {
            if (timestampMillis >= interval.fromMillis && timestampMillis <= interval.toMillis) {
                return true;
            }
        }
        return false;
    }
}
