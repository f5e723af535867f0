package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.Reading;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever is done to it, the store's buckets are what one would make of all samples. */
final class RollupProperties {

    private static final long START = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000L;

    /** No steps take longer: what is kept for more is there in the end. */
    private static final long LONGEST_HOURS = 50 * 24;

    private static final StoreOptions KEEPS_ALL =
            StoreOptions.defaults()
                    .withRawRetention(Duration.ofDays(100))
                    .withOutOfOrderWindow(Duration.ofDays(90));

    private static final List<Long> WIDTHS = List.of(60_000L, 300_000L, HOUR, 24 * HOUR);
    private static final Matcher SKETCHED = Matcher.notEqual("i", "3");

    /** One thing to do. */
    sealed interface Step {
        record Write(int series, int count, int hoursBack, int kind) implements Step {}

        record Advance(int hours) implements Step {}

        record Tend() implements Step {}

        record Compact() implements Step {}

        record Flush() implements Step {}

        record Restart() implements Step {}

        record Kill() implements Step {}

        record Delete(int series, int hoursBack, int minutes) implements Step {}

        record Query(int width, int hoursBack, int hours) implements Step {}
    }

    private static Arbitrary<List<Step>> steps(int hoursBack, int deletes) {
        Arbitrary<Step> write =
                Combinators.combine(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(1, 300),
                                Arbitraries.integers().between(0, hoursBack),
                                Arbitraries.integers().between(0, 4))
                        .as(Step.Write::new);
        Arbitrary<Step> delete =
                Combinators.combine(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(0, 100),
                                Arbitraries.integers().between(0, 3000))
                        .as(Step.Delete::new);
        Arbitrary<Step> query =
                Combinators.combine(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(0, 200),
                                Arbitraries.integers().between(0, 100))
                        .as(Step.Query::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, write),
                        Tuple.of(4, Arbitraries.integers().between(1, 30).map(Step.Advance::new)),
                        Tuple.of(4, Arbitraries.just(new Step.Tend())),
                        Tuple.of(1, Arbitraries.just(new Step.Compact())),
                        Tuple.of(1, Arbitraries.just(new Step.Flush())),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        Tuple.of(1, Arbitraries.just(new Step.Kill())),
                        Tuple.of(deletes, delete),
                        Tuple.of(2, query))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Step>> lateAndDeleted() {
        return steps(80, 1);
    }

    @Provide
    Arbitrary<List<Step>> expiring() {
        return steps(10, 0);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void areWhatSamplesGiveThoughTheseComeLateOrAreDeleted(
            @ForAll("lateAndDeleted") List<Step> steps) {
        run(steps, KEEPS_ALL);
    }

    private static StoreOptions withPercentiles(StoreOptions options) {
        RetentionOptions retention = options.retention();
        return options.withRetention(
                retention.withRollups(retention.rollups().withPercentiles(List.of(SKETCHED))));
    }

    /** Once found by chance: a joined block had the series of one of its days only. */
    @Example
    void haveSeriesWithOneSampleAMinuteAfterDaysWereJoined() {
        List<Step> steps =
                List.of(
                        new Step.Advance(35),
                        new Step.Write(0, 77, 2, 3),
                        new Step.Tend(),
                        new Step.Write(3, 2, 2, 2),
                        new Step.Write(0, 74, 43, 4),
                        new Step.Tend(),
                        new Step.Write(0, 103, 10, 1),
                        new Step.Advance(30),
                        new Step.Write(1, 1, 79, 0),
                        new Step.Write(0, 43, 8, 0),
                        new Step.Advance(48),
                        new Step.Write(1, 91, 11, 3),
                        new Step.Advance(15),
                        new Step.Tend(),
                        new Step.Advance(19),
                        new Step.Write(1, 9, 1, 1),
                        new Step.Tend());
        run(steps, KEEPS_ALL);
    }

    /** Once found by chance: a flush wrote two hours of a range of twelve, and dropped all. */
    @Example
    void haveSamplesOfTheLongerOfTwoRangesThatBeginTogether() {
        List<Step> steps =
                List.of(
                        new Step.Advance(8),
                        new Step.Write(1, 1, 0, 0),
                        new Step.Advance(30),
                        new Step.Write(1, 1, 13, 0),
                        new Step.Write(0, 1, 23, 0),
                        new Step.Write(1, 67, 1, 0),
                        new Step.Restart());
        run(steps, KEEPS_ALL);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void areWhatSamplesGaveThoughTheseAreGone(@ForAll("expiring") List<Step> steps) {
        StoreOptions options =
                StoreOptions.defaults()
                        .withRawRetention(Duration.ofDays(2))
                        .withOutOfOrderWindow(Duration.ofHours(20));
        run(steps, options);
    }

    private static void run(List<Step> steps, StoreOptions chosen) {
        StoreOptions options = withPercentiles(chosen);
        ManualClock clock = new ManualClock(START);
        SimulatedDisk disk = new SimulatedDisk();
        MemoryStore model = new MemoryStore();
        Store store = Store.open(disk, options, clock);
        try {
            for (Step step : steps) {
                switch (step) {
                    case Step.Write write -> write(write, clock.millis(), store, model);
                    case Step.Advance(int hours) -> clock.advance(Duration.ofHours(hours));
                    case Step.Tend() -> store.care();
                    case Step.Compact() -> store.compact();
                    case Step.Flush() -> store.flush();
                    case Step.Restart() -> {
                        store.close();
                        store = Store.open(disk, options, clock);
                    }
                    case Step.Kill() -> {
                        disk = disk.copy();
                        store = Store.open(disk, options, clock);
                    }
                    case Step.Delete(int series, int back, int minutes) -> {
                        long from = clock.millis() - back * HOUR;
                        TimeRange range = new TimeRange(from, from + minutes * 60_000L);
                        List<Matcher> matchers = List.of(Matcher.equal("i", "" + series));
                        store.delete(matchers, range);
                        model.delete(matchers, range);
                    }
                    case Step.Query(int width, int back, int hours) -> {
                        long from = clock.millis() - back * HOUR;
                        assertSame(
                                store,
                                model,
                                WIDTHS.get(width),
                                new TimeRange(from, from + hours * HOUR));
                    }
                }
            }
            if (options.retention().raw().toHours() > LONGEST_HOURS) {
                assertThat(Reading.all(store)).isEqualTo(Reading.all(model));
            }
            for (long width : WIDTHS) {
                assertSame(store, model, width, TimeRange.ALL);
            }
        } finally {
            store.close();
        }
        assertThat(disk.openFiles()).isZero();
    }

    private static void assertSame(Store store, MemoryStore model, long width, TimeRange ends) {
        assertThat(NaiveRollup.read(store.rollups(), width, ends))
                .isEqualTo(NaiveRollup.of(Reading.all(model), width, ends));
        NaiveSpread.assertNear(store.rollups(), SKETCHED, Reading.all(model), width, ends);
    }

    private static void write(Step.Write step, long now, Store store, MemoryStore model) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of("__name__", "m" + step.series() % 2, "i", "" + step.series()));
        long time = now - step.hoursBack() * HOUR;
        for (int i = 0; i < step.count() && time <= now; i++) {
            batch.addSample(time, value(step.kind(), time));
            time += step.kind() == 4 ? 60_000 : 47_000;
        }
        store.session("s").write(batch, Durability.ASYNC);
        model.session("s").write(batch, Durability.ASYNC);
    }

    /** Depends on the time only, and adds up without rounding. */
    private static double value(int kind, long time) {
        return switch (kind) {
            case 0 -> 0.25 * (time / 1000 % 1000);
            case 1 -> time / 1000 % 100_000;
            case 2 -> time % 5 == 0 ? Staleness.MARKER : 7;
            case 3 -> -1.0 - time % 977;
            default -> 42;
        };
    }
}
