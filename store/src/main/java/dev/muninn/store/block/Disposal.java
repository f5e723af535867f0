package dev.muninn.store.block;

import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes files that are needed no more; what fails is tried again. Safe for use by many threads.
 */
final class Disposal {

    /*
     * A replaced block that stays on disk is deleted at the next start, as the block that replaced it
     * names it. Should that one be replaced as well, nobody would know any more, and the old samples
     * would be found again. So nothing is replaced while a file waits here.
     */

    private static final System.Logger logger = System.getLogger(Disposal.class.getName());

    private final Disk disk;
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    Disposal(Disk disk) {
        this.disk = disk;
    }

    void delete(String path) {
        try {
            disk.delete(path);
            left.remove(path);
        } catch (IOException e) {
            if (left.add(path)) {
                logger.log(
                        System.Logger.Level.WARNING,
                        "could not delete " + path + ", tried again from time to time",
                        e);
            }
        }
    }

    /** Tries again what failed; whether nothing is left. */
    boolean retry() {
        Set.copyOf(left).forEach(this::delete);
        return left.isEmpty();
    }
}
