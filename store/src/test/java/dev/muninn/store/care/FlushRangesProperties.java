package dev.muninn.store.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.care.BlockRanges.Range;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** All of the spans that a flush is about lies in one of its ranges, and in one only. */
final class FlushRangesProperties {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final BlockRanges RANGES = new BlockRanges(Duration.ofDays(365));

    @Property
    void coverAllSpansOnce(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1000) Integer> begins,
            @ForAll @IntRange(max = 100) int hours,
            @ForAll @IntRange(max = 100) int ahead) {
        long newest = (1000 + hours + ahead) * HOUR;
        FlushRanges asked = new FlushRanges(RANGES, newest);
        for (int begin : begins) {
            asked.add(begin * HOUR, (begin + hours) * HOUR);
        }
        List<Range> ranges = asked.toList();
        for (int begin : begins) {
            for (int hour = begin; hour <= begin + hours; hour++) {
                assertThat(holding(ranges, hour * HOUR)).as("hour %d", hour).isEqualTo(1);
            }
        }
    }

    private static long holding(List<Range> ranges, long millis) {
        return ranges.stream()
                .filter(range -> range.start() <= millis && millis < range.end())
                .count();
    }

    /** Once the second range took the place of the first, and what came after it was lost. */
    @Example
    void ofTwoThatBeginTogetherTheLongerOneStays() {
        FlushRanges asked = new FlushRanges(RANGES, 25 * HOUR);
        asked.add(0, 10 * HOUR);
        asked.add(HOUR + 1, HOUR + 1);

        assertThat(asked.toList()).containsExactly(new Range(0, 12 * HOUR));
    }
}
