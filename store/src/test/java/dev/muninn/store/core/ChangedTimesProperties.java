package dev.muninn.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class ChangedTimesProperties {

    @Provide
    Arbitrary<List<Tuple.Tuple2<Long, Long>>> changes() {
        Arbitrary<Long> near = Arbitraries.longs().between(0, 600_000);
        Arbitrary<Long> far = Arbitraries.longs().between(0, 1_000_000_000);
        Arbitrary<Long> length = Arbitraries.longs().between(0, 90_000);
        return Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(3, near), Tuple.of(1, far)), length)
                .as((from, more) -> Tuple.of(from, from + more))
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    @Property(tries = 500)
    void neverTellsAChangeTooLate(
            @ForAll("changes") List<Tuple.Tuple2<Long, Long>> changes, @ForAll long seed) {
        ChangedTimes times = new ChangedTimes();
        List<TimeRange> noted = new ArrayList<>();
        AtomicLong numbers = new AtomicLong();
        for (Tuple.Tuple2<Long, Long> change : changes) {
            noted.add(new TimeRange(change.get1(), change.get2()));
            times.note(change.get1(), change.get2(), numbers);
        }
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int after = random.nextInt(noted.size() + 1);
            long from = random.nextInt(700_000);
            TimeRange asked = new TimeRange(from, from + random.nextInt(700_000));
            long expected = Long.MAX_VALUE;
            for (TimeRange change : noted.subList(after, noted.size())) {
                if (change.overlaps(asked.fromMillis(), asked.toMillis())) {
                    expected = Math.min(expected, Math.max(from, change.fromMillis()));
                }
            }
            assertThat(times.first(asked, after)).isLessThanOrEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void tellsOfNothingThatIsOlderThanTheQuestion(
            @ForAll("changes") List<Tuple.Tuple2<Long, Long>> changes) {
        ChangedTimes times = new ChangedTimes();
        AtomicLong numbers = new AtomicLong();
        for (Tuple.Tuple2<Long, Long> change : changes) {
            times.note(change.get1(), change.get2(), numbers);
        }
        assertThat(times.first(TimeRange.ALL, numbers.get())).isEqualTo(Long.MAX_VALUE);
    }
}
