package dev.muninn.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeliveryIdsTest {

    private final ManualClock clock = new ManualClock(1_000_000);

    @Test
    void idsAreOfVersionSevenAndEachIsBehindTheLast() {
        DeliveryIds ids = new DeliveryIds(clock, new Random(1));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 100; j++) {
                made.add(ids.next());
            }
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made)
                .map(UUID::fromString)
                .allSatisfy(
                        id -> {
                            assertThat(id.version()).isEqualTo(7);
                            assertThat(id.variant()).isEqualTo(2);
                        });
    }

    @Test
    void anIdBeginsWithItsTime() {
        UUID id = UUID.fromString(new DeliveryIds(clock, new Random(1)).next());
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_000_000);
    }

    @Test
    void whatFollowsTheLastOfItsMillisecondStaysAnId() {
        DeliveryIds ids = new DeliveryIds(clock, new AllOnes());
        assertThat(UUID.fromString(ids.next()).variant()).isEqualTo(2);
        assertThat(UUID.fromString(ids.next()).variant()).isEqualTo(2);
    }

    /** Gives the last of all numbers. */
    private static final class AllOnes implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }
    }
}
