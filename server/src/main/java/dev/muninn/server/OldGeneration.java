package dev.muninn.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import javax.management.Notification;
import javax.management.NotificationEmitter;

/**
 * Has the serial collector's old generation collected whenever it holds twice what lived after its
 * last collection. Left alone that collector fills the heap up to its limit first, so that a long
 * run comes to hold gigabytes for some hundred megabytes of living objects. The work stays in
 * proportion to what is allocated, as with Go's {@code GOGC=100}.
 *
 * <p>Other collectors care for their old objects themselves and are left alone. The JVM's
 * notification thread calls in, behind the collection that found the limit passed.
 */
final class OldGeneration {

    private static final String SERIAL_POOL = "Tenured Gen";

    /** Bytes below which a collection would cost more than the memory is worth. */
    private static final long LEAST_LIMIT = 32L << 20;

    private final MemoryPoolMXBean pool;

    private OldGeneration(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    /** Watches for as long as the process runs, if its collector is the serial one. */
    static void watch() {
        Optional<MemoryPoolMXBean> serial =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals(SERIAL_POOL))
                        .findFirst();
        if (serial.isPresent()) {
            OldGeneration old = new OldGeneration(serial.get());
            old.limitBy(0);
            ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                    .addNotificationListener(old::notified, null, null);
        }
    }

    private void notified(Notification notification, Object handback) {
        if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
            System.gc();
            MemoryUsage living = pool.getCollectionUsage();
            limitBy(living.getUsed());
        }
    }

    /** Where the largest heap does not hold twice as much, half of what is left of it has to do. */
    private void limitBy(long living) {
        long most = pool.getUsage().getMax();
        long limit = Math.min(2 * living, living + (most - living) / 2);
        pool.setUsageThreshold(Math.min(most, Math.max(LEAST_LIMIT, limit)));
    }
}
