package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Instants;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.Reading;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done to it, the store answers as the naive model does. */
final class StoreProperties {

    private static final long START = 1_700_000_000_000L;
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(2));

    /** One thing to do. */
    sealed interface Step {
        record Write(int series, int count, int back, int kind) implements Step {}

        record Advance(int minutes) implements Step {}

        record Flush() implements Step {}

        record Compact() implements Step {}

        record Tend() implements Step {}

        record Restart() implements Step {}

        record Kill() implements Step {}

        record Delete(int series, int from, int length) implements Step {}

        record Query(int from, int length) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> write =
                Combinators.combine(
                                Arbitraries.integers().between(0, 5),
                                Arbitraries.integers().between(1, 200),
                                Arbitraries.integers().between(0, 400),
                                Arbitraries.integers().between(0, 6))
                        .as(Step.Write::new);
        Arbitrary<Step> delete =
                Combinators.combine(
                                Arbitraries.integers().between(0, 5),
                                Arbitraries.integers().between(0, 600),
                                Arbitraries.integers().between(0, 300))
                        .as(Step.Delete::new);
        Arbitrary<Step> query =
                Combinators.combine(
                                Arbitraries.integers().between(0, 600),
                                Arbitraries.integers().between(0, 300))
                        .as(Step.Query::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, write),
                        net.jqwik.api.Tuple.of(
                                3, Arbitraries.integers().between(1, 120).map(Step.Advance::new)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Flush())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Compact())),
                        net.jqwik.api.Tuple.of(2, Arbitraries.just(new Step.Tend())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Kill())),
                        net.jqwik.api.Tuple.of(1, delete),
                        net.jqwik.api.Tuple.of(1, query))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void answersAsTheNaiveModel(@ForAll("steps") List<Step> steps) {
        ManualClock clock = new ManualClock(START);
        SimulatedDisk disk = new SimulatedDisk();
        MemoryStore model = new MemoryStore();
        Store store = Store.open(disk, OPTIONS, clock);
        try {
            for (Step step : steps) {
                switch (step) {
                    case Step.Write write -> write(write, clock.millis(), store, model);
                    case Step.Advance advance ->
                            clock.advance(Duration.ofMinutes(advance.minutes()));
                    case Step.Flush() -> store.flush();
                    case Step.Kill() -> {
                        disk = disk.copy();
                        store = Store.open(disk, OPTIONS, clock);
                    }
                    case Step.Compact() -> store.compact();
                    case Step.Tend() -> store.care();
                    case Step.Restart() -> {
                        store.close();
                        store = Store.open(disk, OPTIONS, clock);
                    }
                    case Step.Delete(int series, int from, int length) -> {
                        long start = clock.millis() - from * 60_000L;
                        TimeRange range = new TimeRange(start, start + length * 60_000L);
                        Matcher matcher = Matcher.equal("i", "" + series);
                        store.delete(List.of(matcher), range);
                        model.delete(List.of(matcher), range);
                    }
                    case Step.Query(int from, int length) -> {
                        long start = clock.millis() - from * 60_000L;
                        TimeRange range = new TimeRange(start, start + length * 60_000L);
                        assertThat(Reading.of(store, range)).isEqualTo(Reading.of(model, range));
                        assertSameFromLess(store, range, 1 + length % 17);
                    }
                }
            }
            assertThat(Reading.all(store)).isEqualTo(Reading.all(model));
        } finally {
            store.close();
        }
        assertThat(disk.openFiles()).isZero();
    }

    /** Who asks for less than all samples is told the same. */
    private static void assertSameFromLess(Store store, TimeRange range, int minutes) {
        long stride = minutes * 60_000L;
        int count = (int) Math.ceilDiv(range.toMillis() - range.fromMillis(), stride);
        Instants at = new Instants(range.fromMillis() + 1, stride, count);
        SampleBuffer all = new SampleBuffer();
        SampleBuffer less = new SampleBuffer();
        try (SeriesSet set = store.select(new Selection(range, List.of()))) {
            for (int series = 0; series < set.size(); series++) {
                all.clear();
                set.read(series, all);
                less.clear();
                set.readLatest(series, at, less);
                for (int i = 0; i < count; i++) {
                    assertThat(newest(less, at.time(i))).isEqualTo(newest(all, at.time(i)));
                }
                less.clear();
                set.readGrowth(series, at, stride / 2, less);
                for (int i = 0; i < count; i++) {
                    assertThat(newest(less, at.time(i))).isEqualTo(newest(all, at.time(i)));
                }
                assertThat(falls(less)).isEqualTo(falls(all));
            }
        }
    }

    /** Time and value of the newest sample that is not after a time. */
    private static List<Object> newest(SampleBuffer samples, long time) {
        int at = -1;
        while (at + 1 < samples.size() && samples.timestamps()[at + 1] <= time) {
            at++;
        }
        return at < 0
                ? List.of()
                : List.of(
                        samples.timestamps()[at],
                        Double.doubleToRawLongBits(samples.values()[at]),
                        String.valueOf(samples.histogram(at)));
    }

    private static double falls(SampleBuffer samples) {
        double sum = 0;
        for (int i = 1; i < samples.size(); i++) {
            if (samples.values()[i] < samples.values()[i - 1]) {
                sum += samples.values()[i - 1];
            }
        }
        return sum;
    }

    private static void write(Step.Write step, long now, Store store, MemoryStore model) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of("__name__", "m" + step.series() % 2, "i", "" + step.series()));
        long time = now - step.back() * 60_000L;
        for (int i = 0; i < step.count(); i++) {
            add(batch, time, step.kind());
            time += step.kind() % 2 == 0 ? 15_000 : 15_000 + i % 7;
            if (time > now) {
                break;
            }
        }
        store.session("s").write(batch, Durability.ASYNC);
        model.session("s").write(batch, Durability.ASYNC);
    }

    /** The value depends on time and kind only, so most repeats are equal and some are not. */
    private static void add(WriteBatch batch, long time, int kind) {
        switch (kind) {
            case 0 -> batch.addSample(time, (double) (time % 1000));
            case 1 -> batch.addSample(time, Math.sqrt((double) time));
            case 2 -> batch.addSample(time, time % 5 == 0 ? Staleness.MARKER : 0.25);
            case 3 -> {
                batch.addSample(time, (double) (time % 1000));
                batch.startedAt(START - 1000);
            }
            case 4 -> batch.addHistogram(time, histogram((double) (time % 10)));
            case 5 -> batch.addSample(time, 42);
            default -> batch.addSample(time, -0.0);
        }
    }

    private static NativeHistogram histogram(double count) {
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                0,
                0.001,
                1,
                count + 1,
                count * 3,
                new int[] {0, 1},
                new double[] {count},
                new int[0],
                new double[0],
                new double[0]);
    }
}
