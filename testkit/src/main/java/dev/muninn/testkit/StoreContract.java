package dev.muninn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Append;
import dev.muninn.model.Arrivals;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Generations;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.Reading.Point;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises; each implementation has a test that extends this. */
public abstract class StoreContract<S extends SampleSink & SeriesSource & SeriesIndex & Closeable> {

    /** The time at which the store under test believes to be. */
    protected static final long NOW = 1_700_000_000_000L;

    private static final Labels UP = Labels.of("__name__", "up", "instance", "a", "job", "x");
    private static final Labels DOWN = Labels.of("__name__", "down", "instance", "b");

    private S store;

    /** A new, empty store at time {@link #NOW} that keeps samples for a day at least. */
    protected abstract S open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() throws Exception {
        store.close();
    }

    private WriteResult write(WriteBatch batch) {
        return store.session("test").write(batch, SampleSink.Durability.SYNC);
    }

    private static WriteBatch batch(Labels labels, long time, double value) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels);
        batch.addSample(time, value);
        return batch;
    }

    private List<Point> read(Labels labels) {
        return Reading.all(store).of(labels);
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(write(batch(UP, NOW, 1.5))).isEqualTo(new WriteResult(1, 0, 0, List.of()));
        assertThat(read(UP)).containsExactly(Point.of(NOW, 1.5));
    }

    @Test
    void givesBackEveryBitOfAValue() {
        double[] values = {
            0.0,
            -0.0,
            Double.NaN,
            Staleness.MARKER,
            Double.longBitsToDouble(0x7ff8dead_beef1234L),
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.1 + 0.2,
            1e-300,
            123456789.125
        };
        List<Point> expected = new ArrayList<>();
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        for (int i = 0; i < values.length; i++) {
            batch.addSample(NOW + i, values[i]);
            expected.add(Point.of(NOW + i, values[i]));
        }
        write(batch);
        assertThat(read(UP)).isEqualTo(expected);
    }

    @Test
    void returnsSeriesSortedByLabels() {
        write(batch(UP, NOW, 1));
        write(batch(DOWN, NOW, 2));
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            assertThat(set.size()).isEqualTo(2);
            assertThat(List.of(set.labels(0), set.labels(1))).containsExactly(DOWN, UP);
        }
    }

    @Test
    void appendsToWhatTheBufferHolds() {
        write(batch(UP, NOW, 1));
        SampleBuffer buffer = new SampleBuffer();
        buffer.add(1, 2);
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            set.read(0, buffer);
        }
        assertThat(buffer.size()).isEqualTo(2);
        assertThat(buffer.timestamps()[1]).isEqualTo(NOW);
    }

    @Test
    void returnsOnlySamplesWithinTheRange() {
        for (int i = 0; i < 500; i++) {
            write(batch(UP, NOW - 500_000 + i * 1000L, i));
        }
        long from = NOW - 400_500;
        Reading reading = Reading.of(store, new TimeRange(from, from + 2_500));
        assertThat(reading.of(UP))
                .containsExactly(
                        Point.of(NOW - 400_000, 100),
                        Point.of(NOW - 399_000, 101),
                        Point.of(NOW - 398_000, 102));
        assertThat(Reading.of(store, new TimeRange(NOW, NOW - 1)).series()).isEmpty();
    }

    @Test
    void sortsLateSamplesIn() {
        write(batch(UP, NOW, 3));
        write(batch(UP, NOW - 2000, 1));
        write(batch(UP, NOW - 1000, 2));
        assertThat(read(UP))
                .containsExactly(
                        Point.of(NOW - 2000, 1), Point.of(NOW - 1000, 2), Point.of(NOW, 3));
    }

    @Test
    void takesTheSameSampleTwiceAndKeepsOne() {
        write(batch(UP, NOW, 1));
        WriteResult again = write(batch(UP, NOW, 1));
        assertThat(again.rejections()).isEmpty();
        assertThat(again.samples()).isEqualTo(1);
        assertThat(read(UP)).containsExactly(Point.of(NOW, 1));
    }

    @Test
    void refusesAnotherValueForTheSameTime() {
        write(batch(UP, NOW - 1000, 7));
        write(batch(UP, NOW, 1));
        assertRejected(write(batch(UP, NOW, 2)), Append.DUPLICATE);
        assertRejected(write(batch(UP, NOW - 1000, 8)), Append.DUPLICATE);
        assertThat(read(UP)).containsExactly(Point.of(NOW - 1000, 7), Point.of(NOW, 1));
    }

    private static void assertRejected(WriteResult result, Append reason) {
        assertThat(result.samples()).isZero();
        assertThat(result.rejections()).hasSize(1);
        assertThat(result.rejections().getFirst().reason()).isEqualTo(reason);
        assertThat(result.rejections().getFirst().samples()).isEqualTo(1);
        assertThat(result.rejections().getFirst().firstMessage()).isNotEmpty();
    }

    @Test
    void refusesABadSeriesAndStoresItsNeighbours() {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        batch.addSample(NOW, 1);
        batch.addSeries(new byte[] {0x0a, 0x7f, 1});
        batch.addSample(NOW, 2);
        batch.addSeries(Labels.of("job", "no name"));
        batch.addSample(NOW, 3);
        batch.addSeries(DOWN);
        batch.addSample(NOW, 4);
        WriteResult result = write(batch);
        assertThat(result.samples()).isEqualTo(2);
        assertThat(result.rejectedSamples()).isEqualTo(2);
        assertThat(result.rejections().getFirst().reason()).isEqualTo(Append.INVALID_LABELS);
        assertThat(Reading.all(store).series().keySet()).containsExactly(DOWN, UP);
    }

    @Test
    void takesOtherOrdersOfTheSameLabelsForTheSameSeries() {
        write(batch(Labels.of("__name__", "up", "a", "1"), NOW, 1));
        byte[] name = LabelBytes.encode(Labels.of("__name__", "up"));
        byte[] label = LabelBytes.encode(Labels.of("a", "1"));
        byte[] swapped = new byte[name.length + label.length];
        System.arraycopy(label, 0, swapped, 0, label.length);
        System.arraycopy(name, 0, swapped, label.length, name.length);
        for (int i = 1; i < 4; i++) {
            WriteBatch batch = new WriteBatch();
            batch.addSeries(swapped);
            batch.addSample(NOW + i, 1 + i);
            assertThat(write(batch).samples()).isEqualTo(1);
        }
        assertThat(Reading.all(store).series()).hasSize(1);
        assertThat(read(Labels.of("__name__", "up", "a", "1"))).hasSize(4);
    }

    @Test
    void keepsHistogramsStartTimesAndFloatsOfOneSeries() {
        NativeHistogram histogram =
                new NativeHistogram(
                        NativeHistogram.ResetHint.NO_RESET,
                        3,
                        1e-9,
                        2,
                        17,
                        99.5,
                        new int[] {-2, 2, 3, 1},
                        new double[] {4, 5, 3},
                        new int[] {0, 1},
                        new double[] {3},
                        new double[0]);
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        batch.addSample(NOW, 1);
        batch.addHistogram(NOW + 1000, histogram);
        batch.startedAt(NOW - 5000);
        batch.addHistogram(NOW + 2000, NativeHistogram.stale());
        batch.addSample(NOW + 3000, 2);
        batch.startedAt(NOW - 4000);
        WriteResult result = write(batch);
        assertThat(result).isEqualTo(new WriteResult(2, 2, 0, List.of()));
        assertThat(read(UP))
                .containsExactly(
                        Point.of(NOW, 1),
                        new Point(NOW + 1000, 0, histogram, NOW - 5000),
                        new Point(NOW + 2000, 0, NativeHistogram.stale(), 0),
                        new Point(NOW + 3000, Double.doubleToRawLongBits(2), null, NOW - 4000));
    }

    @Test
    void selectsByEveryKindOfMatcher() {
        write(batch(UP, NOW, 1));
        write(batch(DOWN, NOW, 1));
        Matcher.Pattern startsWithU = value -> value.startsWith("u");
        Matcher.Pattern emptyOrX = value -> value.isEmpty() || value.equals("x");
        assertThat(found(Matcher.equal("__name__", "up"))).containsExactly(UP);
        assertThat(found(Matcher.notEqual("__name__", "up"))).containsExactly(DOWN);
        assertThat(found(Matcher.equal("job", ""))).containsExactly(DOWN);
        assertThat(found(Matcher.notEqual("job", ""))).containsExactly(UP);
        assertThat(found(Matcher.regexp("__name__", "u.*", startsWithU))).containsExactly(UP);
        assertThat(found(Matcher.notRegexp("__name__", "u.*", startsWithU))).containsExactly(DOWN);
        assertThat(found(Matcher.regexp("job", "x?", emptyOrX))).containsExactly(DOWN, UP);
        assertThat(found(Matcher.notRegexp("job", "x?", emptyOrX))).isEmpty();
        assertThat(found(Matcher.equal("nothing", "such"))).isEmpty();
        assertThat(found(Matcher.equal("job", "x"), Matcher.equal("instance", "b"))).isEmpty();
    }

    private List<Labels> found(Matcher... matchers) {
        return List.copyOf(Reading.of(store, TimeRange.ALL, matchers).series().keySet());
    }

    @Test
    void looksUpNamesValuesAndSeries() {
        write(batch(UP, NOW, 1));
        write(batch(DOWN, NOW, 1));
        assertThat(store.labelNames(List.of(), TimeRange.ALL, 0).items())
                .containsExactly("__name__", "instance", "job");
        assertThat(store.labelValues("instance", List.of(), TimeRange.ALL, 0).items())
                .containsExactly("a", "b");
        assertThat(
                        store.labelValues(
                                        "instance",
                                        List.of(Matcher.equal("__name__", "up")),
                                        TimeRange.ALL,
                                        0)
                                .items())
                .containsExactly("a");
        assertThat(store.series(List.of(), TimeRange.ALL, 0).items()).containsExactly(DOWN, UP);
        assertThat(store.series(List.of(), TimeRange.ALL, 0).warnings()).isEmpty();
        assertThat(store.series(List.of(), TimeRange.ALL, 1).items()).containsExactly(DOWN);
        assertThat(store.series(List.of(), TimeRange.ALL, 1).warnings()).hasSize(1);
    }

    @Test
    void keepsTheLastMetadataOfAMetric() {
        WriteBatch batch = new WriteBatch();
        MetricMetadata first = new MetricMetadata("up", MetricMetadata.Type.GAUGE, "Is it up?", "");
        MetricMetadata second =
                new MetricMetadata("up", MetricMetadata.Type.GAUGE, "Whether it is up.", "");
        MetricMetadata other =
                new MetricMetadata("a_total", MetricMetadata.Type.COUNTER, "All.", "bytes");
        batch.addMetadata(first);
        batch.addMetadata(second);
        batch.addMetadata(other);
        write(batch);
        assertThat(store.metadata("", 0).items()).containsExactly(other, second);
        assertThat(store.metadata("up", 0).items()).containsExactly(second);
        assertThat(store.metadata("no", 0).items()).isEmpty();
        assertThat(store.metadata("", 1).items()).hasSize(1);
    }

    @Test
    void keepsExemplarsWithTheirSeries() {
        Exemplar first = new Exemplar(Labels.of("trace_id", "1"), 0.5, NOW);
        Exemplar second = new Exemplar(Labels.of("trace_id", "2"), 0.25, NOW + 1000);
        WriteBatch batch = batch(UP, NOW + 2000, 1);
        batch.addExemplar(first);
        batch.addExemplar(second);
        assertThat(write(batch).exemplars()).isEqualTo(2);
        var all = store.exemplars(List.of(), TimeRange.ALL).items();
        assertThat(all)
                .containsExactly(new SeriesIndex.SeriesExemplars(UP, List.of(first, second)));
        var early = store.exemplars(List.of(), new TimeRange(NOW, NOW)).items();
        assertThat(early).containsExactly(new SeriesIndex.SeriesExemplars(UP, List.of(first)));
        assertThat(store.exemplars(List.of(Matcher.equal("job", "y")), TimeRange.ALL).items())
                .isEmpty();
    }

    @Test
    void readsFromSeveralThreadsAtOnce() {
        for (int i = 0; i < 40; i++) {
            write(batch(Labels.of("__name__", "m", "i", String.valueOf(i)), NOW, i));
        }
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            List<Integer> sizes =
                    java.util.stream.IntStream.range(0, set.size())
                            .parallel()
                            .mapToObj(
                                    i -> {
                                        SampleBuffer buffer = new SampleBuffer();
                                        set.read(i, buffer);
                                        return buffer.size();
                                    })
                            .toList();
            assertThat(sizes).hasSize(40).containsOnly(1);
            assertThat(set.warnings()).isEmpty();
        }
    }

    private Arrivals arrivalsOfUp() {
        return store.arrivals(List.of(Matcher.equal(Labels.METRIC_NAME, "up")));
    }

    @Test
    void tellsOnceOfSamplesThatCame() {
        Arrivals arrivals = arrivalsOfUp();
        assertThat(arrivals.any(NOW)).isTrue();
        assertThat(arrivals.any(NOW)).isFalse();
        write(batch(UP, NOW - 2_000, 1));
        assertThat(arrivals.any(NOW)).isTrue();
        assertThat(arrivals.any(NOW)).isFalse();
        write(batch(UP, NOW - 1_000, 1));
        assertThat(arrivals.any(NOW)).isTrue();
        write(batch(UP.with("zone", "c"), NOW - 5_000, 1));
        assertThat(arrivals.any(NOW)).isTrue();
        assertThat(arrivals.any(NOW)).isFalse();
    }

    @Test
    void tellsNothingOfOtherSeriesAndOfLateSamples() {
        write(batch(UP, NOW, 1));
        Arrivals arrivals = arrivalsOfUp();
        assertThat(arrivals.any(NOW)).isTrue();
        write(batch(DOWN, NOW, 1));
        write(batch(UP, NOW - 1_000, 1));
        assertThat(arrivals.any(NOW)).isFalse();
    }

    @Test
    void tellsAgainOfSamplesThatCouldNotBeSeenYet() {
        Arrivals arrivals = arrivalsOfUp();
        write(batch(UP, NOW, 1));
        assertThat(arrivals.any(NOW - 500)).isTrue();
        assertThat(arrivals.any(NOW - 1)).isTrue();
        assertThat(arrivals.any(NOW)).isTrue();
        assertThat(arrivals.any(NOW)).isFalse();
    }

    private long generation(long until) {
        return store.generations().generation("up", until);
    }

    private long firstChange(TimeRange range, long generation) {
        return store.generations().firstChange("up", range, generation);
    }

    @Test
    void samplesAfterWhatWasReadAreNoChange() {
        write(batch(UP, NOW - 10_000, 1));
        long generation = generation(NOW - 10_000);
        write(batch(UP, NOW, 2));
        assertThat(firstChange(new TimeRange(NOW - 60_000, NOW - 10_000), generation))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void lateSampleChangesItsTimeForItsMetric() {
        write(batch(UP, NOW, 1));
        TimeRange read = new TimeRange(NOW - 120_000, NOW);
        long generation = generation(NOW);
        long ofOther = store.generations().generation("down", NOW);
        long ofAny = store.generations().generation(Generations.ANY_METRIC, NOW);
        write(batch(UP, NOW - 30_000, 2));
        assertThat(firstChange(read, generation)).isBetween(NOW - 120_000, NOW - 30_000);
        assertThat(firstChange(new TimeRange(NOW - 29_000, NOW), generation))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(store.generations().firstChange("down", read, ofOther))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(store.generations().firstChange(Generations.ANY_METRIC, read, ofAny))
                .isBetween(NOW - 120_000, NOW - 30_000);
        assertThat(firstChange(read, generation(NOW))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void newSeriesWithinWhatWasReadIsAChange() {
        long generation = generation(NOW);
        write(batch(UP.with("zone", "c"), NOW - 5_000, 1));
        assertThat(firstChange(new TimeRange(NOW - 120_000, NOW), generation))
                .isBetween(NOW - 120_000, NOW - 5_000);
    }

    @Test
    void manyLateSamplesAreNeverForgotten() {
        write(batch(UP, NOW, 1));
        long generation = generation(NOW);
        for (int i = 1; i < 300; i++) {
            write(batch(UP, NOW - 5_000L * (i * 7 % 300), i));
        }
        for (int i = 1; i < 300; i++) {
            long time = NOW - 5_000L * i;
            assertThat(firstChange(new TimeRange(time, time), generation))
                    .as("change at %d", time)
                    .isEqualTo(time);
        }
    }
}
