package dev.muninn.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** In processes of their own, as a collector is chosen when a JVM starts. */
class OldGenerationTest {

    @Test
    void theOldGenerationIsCollectedLongBeforeTheHeapIsFull() throws Exception {
        assertThat(arraysUntilCollected("-XX:+UseSerialGC", "watched")).isBetween(5, 399);
        assertThat(arraysUntilCollected("-XX:+UseSerialGC", "left alone")).isEqualTo(60);
    }

    @Test
    void anotherCollectorIsLeftAlone() throws Exception {
        assertThat(arraysUntilCollected("-XX:+UseG1GC", "watched")).isEqualTo(400);
    }

    private static int arraysUntilCollected(String collector, String mode) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                collector,
                                "-Xms32m",
                                "-Xmx6g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Churn.class.getName(),
                                mode)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Integer.parseInt(output.strip());
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
            System.out.println(arrays);
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
