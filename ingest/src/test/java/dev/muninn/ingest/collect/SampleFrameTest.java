package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import org.junit.jupiter.api.Test;

class SampleFrameTest {

    private final SampleFrame frame = new SampleFrame(Labels.of("job", "node", "instance", "a"));

    @Test
    void givesEverySeriesTheTargetsLabels() {
        frame.begin(1000);
        frame.gauge("up", "", 1, "job", "mine");

        WriteBatch batch = frame.finish();

        assertThat(batch.labels(0))
                .isEqualTo(Labels.of("__name__", "up", "job", "node", "instance", "a"));
        assertThat(batch.timestamp(0)).isEqualTo(1000);
    }

    @Test
    void marksTheEndOfASeriesOnceWhenATickLeavesItOut() {
        tick(1000, "one", "two");
        WriteBatch second = begun(2000, "two");
        assertThat(second.seriesCount()).isEqualTo(2);
        assertThat(second.labels(1).metricName()).isEqualTo("one");
        assertThat(Staleness.isMarker(second.value(1))).isTrue();
        frame.written();

        assertThat(begun(3000, "two").seriesCount()).isEqualTo(1);
    }

    @Test
    void marksTheEndAgainWhenTheTickThatMarkedItWasLost() {
        tick(1000, "one", "two");
        begun(2000, "two");
        frame.lost();

        WriteBatch third = begun(3000, "two");

        assertThat(third.seriesCount()).isEqualTo(2);
        assertThat(third.timestamp(1)).isEqualTo(3000);
        assertThat(Staleness.isMarker(third.value(1))).isTrue();
    }

    @Test
    void startsASeriesAnewAfterItsEnd() {
        tick(1000, "one");
        tick(2000);

        WriteBatch third = begun(3000, "one");

        assertThat(third.seriesCount()).isEqualTo(1);
        assertThat(third.value(0)).isEqualTo(1);
    }

    @Test
    void takesTheFirstOfTwoSamplesOfASeries() {
        frame.begin(1000);
        frame.gauge("one", "", 1);
        frame.gauge("one", "", 2);

        WriteBatch batch = frame.finish();

        assertThat(batch.sampleCount()).isEqualTo(1);
        assertThat(batch.value(0)).isEqualTo(1);
    }

    @Test
    void describesAMetricOnceItIsWrittenAndNotAgain() {
        frame.begin(1000);
        frame.counter("a_total", "How many.", 1);
        assertThat(frame.finish().metadata()).hasSize(1);
        frame.lost();

        frame.begin(2000);
        frame.counter("a_total", "How many.", 2);
        assertThat(frame.finish().metadata())
                .containsExactly(
                        new MetricMetadata(
                                "a_total", MetricMetadata.Type.COUNTER, "How many.", ""));
        frame.written();

        frame.begin(3000);
        frame.counter("a_total", "How many.", 3);
        assertThat(frame.finish().metadata()).isEmpty();
    }

    @Test
    void writesAHistogramAsCumulativeBuckets() {
        frame.begin(1000);
        frame.histogram(
                "d_seconds", "", new double[] {0.5, 1}, new long[] {2, 3, 4}, 7.5, "op", "x");

        assertThat(Readings.of(frame.finish()))
                .containsEntry(series("d_seconds_bucket", "le", "0.5"), 2.0)
                .containsEntry(series("d_seconds_bucket", "le", "1.0"), 5.0)
                .containsEntry(series("d_seconds_bucket", "le", "+Inf"), 9.0)
                .containsEntry("d_seconds_count{instance=\"a\",job=\"node\",op=\"x\"}", 9.0)
                .containsEntry("d_seconds_sum{instance=\"a\",job=\"node\",op=\"x\"}", 7.5)
                .hasSize(5);
    }

    private static String series(String name, String label, String value) {
        return Readings.text(
                Labels.of(
                        "__name__", name, label, value, "instance", "a", "job", "node", "op", "x"));
    }

    private void tick(long timestampMillis, String... names) {
        begun(timestampMillis, names);
        frame.written();
    }

    private WriteBatch begun(long timestampMillis, String... names) {
        frame.begin(timestampMillis);
        for (String name : names) {
            frame.gauge(name, "", 1);
        }
        return frame.finish();
    }
}
