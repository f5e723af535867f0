package dev.muninn.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.TimeRange;
import org.junit.jupiter.api.Test;

final class FewTimesTest {

    private final FewTimes times = new FewTimes();

    @Test
    void joinsRangesThatOverlap() {
        times.add(new TimeRange(30, 40));
        times.add(new TimeRange(10, 20));
        times.add(new TimeRange(20, 30));
        times.add(new TimeRange(50, 60));
        assertThat(times.toList()).containsExactly(new TimeRange(10, 40), new TimeRange(50, 60));
    }

    @Test
    void joinsTheNearestWhenThereAreTooMany() {
        for (int i = 0; i < FewTimes.MAX; i++) {
            times.add(new TimeRange(100L * i, 100L * i + 10));
        }
        times.add(new TimeRange(340, 350));
        assertThat(times.toList())
                .hasSize(FewTimes.MAX)
                .contains(new TimeRange(300, 350))
                .contains(new TimeRange(400, 410));
    }
}
