package dev.muninn.store.recovery;

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
public final class Identity {

    private static final String FILE = "identity";

    /** Deletions name series by their hashes, so the seed must outlive a damaged file. */
    private static final String COPY = "identity.copy";

    private static final long MAGIC = 0x31_4449_4e_554dL;
    private static final int LENGTH = 28;
    private static final System.Logger logger = System.getLogger(Identity.class.getName());

    private Identity() {}

    /** The seed of the directory, which is made up where there is none that can be read. */
    public static Hash128 of(Disk disk) throws IOException {
        Hash128 first = read(disk, FILE);
        Hash128 second = read(disk, COPY);
        if (first != null) {
            return keptTwice(disk, first, second, COPY);
        }
        if (second != null) {
            return keptTwice(disk, second, null, FILE);
        }
        SecureRandom random = new SecureRandom();
        Hash128 seed = new Hash128(random.nextLong(), random.nextLong());
        write(disk, FILE, seed);
        return keptTwice(disk, seed, null, COPY);
    }

    /** On a full disk the store has to open all the same, with one file until the next start. */
    private static Hash128 keptTwice(
            Disk disk, Hash128 seed, @Nullable Hash128 other, String otherFile) {
        if (!seed.equals(other)) {
            try {
                write(disk, otherFile, seed);
            } catch (IOException e) {
                logger.log(System.Logger.Level.WARNING, "file " + otherFile + " is not written", e);
            }
        }
        return seed;
    }

    private static @Nullable Hash128 read(Disk disk, String file) throws IOException {
        disk.delete(file + ".tmp");
        if (!disk.exists(file)) {
            return null;
        }
        try {
            byte[] bytes = disk.read(file);
            ByteReader in = new ByteReader(bytes);
            boolean isOurs = in.u64() == MAGIC;
            Hash128 seed = new Hash128(in.u64(), in.u64());
            if (isOurs && in.u32() == Checksum.of(MAGIC, bytes, 0, LENGTH - 4)) {
                return seed;
            }
            logger.log(System.Logger.Level.WARNING, "file {0} is damaged", file);
        } catch (MuninnException | IOException e) {
            logger.log(System.Logger.Level.WARNING, "file " + file + " cannot be read", e);
        }
        return null;
    }

    private static void write(Disk disk, String name, Hash128 seed) throws IOException {
        ByteWriter out = new ByteWriter(LENGTH);
        out.u64(MAGIC).u64(seed.high()).u64(seed.low());
        out.u32(Checksum.of(MAGIC, out.array(), 0, out.size()));
        try (DiskFile file = disk.open(name + ".tmp")) {
            file.write(0, out.array(), 0, out.size());
            file.force();
        }
        disk.rename(name + ".tmp", name);
        disk.forceDirectory("");
    }
}
