package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartsTest {

    /** Reports how often it was read, or fails as told. */
    private static final class CountingPart implements Part {
        private final String name;
        private final Duration every;
        private int reads;
        private @Nullable IOException failure;

        CountingPart(String name, Duration every) {
            this.name = name;
            this.every = every;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration every() {
            return every;
        }

        @Override
        public void collect(SampleFrame into) throws IOException {
            reads++;
            if (failure != null) {
                throw failure;
            }
            into.gauge("reads_" + name, "", reads);
        }
    }

    private final CountingPart fast = new CountingPart("fast", Duration.ZERO);
    private final CountingPart slow = new CountingPart("slow", Duration.ofSeconds(3));
    private final SampleFrame frame = new SampleFrame(Labels.empty());
    private final Parts parts =
            new Parts("node", List.of(fast, slow), Duration.ofSeconds(1), new ManualClock(0));
    private long timestampMillis;

    @Test
    void readsASlowPartSeldomAndRepeatsWhatItSaid() {
        for (int i = 0; i < 3; i++) {
            assertThat(tick())
                    .containsEntry("reads_slow", 1.0)
                    .containsEntry("reads_fast", i + 1.0);
        }
        assertThat(tick()).containsEntry("reads_slow", 2.0);
    }

    @Test
    void tellsWhichPartFailedAndGoesOnWithTheOthers() {
        fast.failure = new IOException("broken");

        assertThat(tick())
                .containsEntry("node_scrape_collector_success{collector=\"fast\"}", 0.0)
                .containsEntry("node_scrape_collector_success{collector=\"slow\"}", 1.0)
                .containsEntry("reads_slow", 1.0)
                .doesNotContainKey("reads_fast");

        fast.failure = null;
        assertThat(tick())
                .containsEntry("node_scrape_collector_success{collector=\"fast\"}", 1.0)
                .containsEntry("reads_fast", 2.0);
    }

    @Test
    void looksForWhatThisMachineDoesNotHaveOnceAMinute() {
        fast.failure = new NoSuchFileException("/proc/absent");
        for (int i = 0; i < 60; i++) {
            tick();
        }
        assertThat(fast.reads).isEqualTo(1);

        tick();
        assertThat(fast.reads).isEqualTo(2);
    }

    @Test
    void triesASlowPartThatFailedAtTheNextTick() {
        slow.failure = new IOException("broken");
        tick();
        slow.failure = null;

        assertThat(tick()).containsEntry("reads_slow", 2.0);
    }

    private SortedMap<String, Double> tick() {
        timestampMillis += 1000;
        frame.begin(timestampMillis);
        parts.collect(frame);
        SortedMap<String, Double> readings = Readings.of(frame.finish());
        frame.written();
        readings.values().removeIf(dev.muninn.model.Staleness::isMarker);
        return readings;
    }
}
