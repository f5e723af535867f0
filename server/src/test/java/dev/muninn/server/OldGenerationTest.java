package dev.muninn.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** In processes of their own, as a collector is chosen when a JVM starts. */
class OldGenerationTest {

    private static final String LARGE_HEAP = "-Xmx6g";

    @Test
    void theOldGenerationIsCollectedLongBeforeTheHeapIsFull() throws Exception {
        assertThat(churned("-XX:+UseSerialGC", LARGE_HEAP, "watched").arrays()).isBetween(5, 399);
        assertThat(churned("-XX:+UseSerialGC", LARGE_HEAP, "left alone").arrays()).isEqualTo(60);
    }

    @Test
    void anotherCollectorIsLeftAlone() throws Exception {
        assertThat(churned("-XX:+UseG1GC", LARGE_HEAP, "watched").arrays()).isEqualTo(400);
    }

    @Test
    void aHeapThatCannotHoldTwiceAsMuchStaysWatched() throws Exception {
        assertThat(churned("-XX:+UseSerialGC", "-Xmx96m", "watched").limitBytes())
                .isBetween(40L << 20, 64L << 20);
    }

    /**
     * @param arrays made until the old generation was collected twice, or all there were to be
     * @param limitBytes at which it would be collected again; 0 for none
     */
    private record Churned(int arrays, long limitBytes) {}

    private static Churned churned(String collector, String heap, String mode) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                collector,
                                "-Xms32m",
                                heap,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Churn.class.getName(),
                                mode)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        String[] words = output.strip().split(" ", -1);
        return new Churned(Integer.parseInt(words[0]), Long.parseLong(words[1]));
    }

    /** The process: each array is larger than the young generation and so is old at once. */
    static final class Churn {

        private static final int ARRAY_BYTES = 8 << 20;

        private Churn() {}

        @SuppressWarnings("SystemOut") // read by the test
        public static void main(String[] arguments) {
            boolean watched = arguments[0].equals("watched");
            if (watched) {
                OldGeneration.watch();
            }
            Deque<byte[]> living = new ArrayDeque<>();
            int most = watched ? 400 : 60;
            int arrays = 0;
            while (arrays < most && fullCollections() < 2) {
                if (living.size() == 5) {
                    living.removeFirst();
                }
                living.add(new byte[ARRAY_BYTES]);
                arrays++;
                fillTheYoungGeneration();
            }
            System.out.println(arrays + " " + limitBytes());
        }

        private static long limitBytes() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Tenured Gen"))
                    .mapToLong(MemoryPoolMXBean::getUsageThreshold)
                    .sum();
        }

        /** A limit is found passed when a collection ends. */
        private static void fillTheYoungGeneration() {
            for (int n = 0; n < 1_000; n++) {
                if (new byte[16 << 10].length == 0) {
                    throw new AssertionError();
                }
            }
        }

        private static long fullCollections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(collector -> collector.getName().equals("MarkSweepCompact"))
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
