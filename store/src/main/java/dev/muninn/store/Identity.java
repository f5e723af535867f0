package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Checksum;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.disk.DiskFile;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The file that holds a data directory's random hash seed. */
final class Identity {

    private static final String FILE = "identity";
    private static final long MAGIC = 0x31_4449_4e_554dL;
    private static final int LENGTH = 28;
    private static final System.Logger logger = System.getLogger(Identity.class.getName());

    private Identity() {}

    /** The seed of the directory, which is made up where there is none that can be read. */
    static Hash128 of(Disk disk) throws IOException {
        disk.delete(FILE + ".tmp");
        Hash128 seed = disk.exists(FILE) ? read(disk) : null;
        if (seed == null) {
            SecureRandom random = new SecureRandom();
            seed = new Hash128(random.nextLong(), random.nextLong());
            write(disk, seed);
        }
        return seed;
    }

    private static @Nullable Hash128 read(Disk disk) throws IOException {
        byte[] bytes = disk.read(FILE);
        try {
            ByteReader in = new ByteReader(bytes);
            boolean isOurs = in.u64() == MAGIC;
            Hash128 seed = new Hash128(in.u64(), in.u64());
            if (isOurs && in.u32() == Checksum.of(MAGIC, bytes, 0, LENGTH - 4)) {
                return seed;
            }
        } catch (MuninnException e) {
            logger.log(System.Logger.Level.DEBUG, "identity too short", e);
        }
        // Nothing depends on the old seed: blocks carry the one they were hashed with.
        logger.log(System.Logger.Level.WARNING, "file identity is damaged, a new one is written");
        return null;
    }

    private static void write(Disk disk, Hash128 seed) throws IOException {
        ByteWriter out = new ByteWriter(LENGTH);
        out.u64(MAGIC).u64(seed.high()).u64(seed.low());
        out.u32(Checksum.of(MAGIC, out.array(), 0, out.size()));
        try (DiskFile file = disk.open(FILE + ".tmp")) {
            file.write(0, out.array(), 0, out.size());
            file.force();
        }
        disk.rename(FILE + ".tmp", FILE);
        disk.forceDirectory("");
    }
}
