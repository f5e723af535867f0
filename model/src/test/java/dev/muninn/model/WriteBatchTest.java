package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WriteBatchTest {

    private static final Labels UP = Labels.of(Labels.METRIC_NAME, "up");

    @Test
    void keepsSeriesWithTheirSamples() {
        WriteBatch batch = new WriteBatch();
        for (int series = 0; series < 100; series++) {
            batch.addSeries(UP.with("n", "s" + series));
            for (int sample = 0; sample < series; sample++) {
                batch.addSample(sample, series);
            }
        }
        for (int series = 0; series < 100; series++) {
            assertThat(batch.labels(series)).isEqualTo(UP.with("n", "s" + series));
            assertThat(batch.endSample(series) - batch.firstSample(series)).isEqualTo(series);
            for (int sample = batch.firstSample(series);
                    sample < batch.endSample(series);
                    sample++) {
                assertThat(batch.value(sample)).isEqualTo(series);
            }
        }
    }

    @Test
    void pointsIntoAnAttachedBuffer() {
        byte[] labels = LabelBytes.encode(UP);
        byte[] buffer = new byte[labels.length + 10];
        System.arraycopy(labels, 0, buffer, 5, labels.length);
        WriteBatch batch = new WriteBatch();
        batch.attach(buffer);
        batch.addSeries(5, 5 + labels.length);
        assertThat(batch.labelBuffer()).isSameAs(buffer);
        assertThat(batch.labels(0)).isEqualTo(UP);
        assertThatThrownBy(() -> batch.addSeries(UP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mixesFloatsAndHistograms() {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        batch.addSample(1, 1);
        batch.addHistogram(2, NativeHistogram.stale());
        batch.startedAt(1);
        batch.addSample(3, 3);
        assertThat(batch.histogram(0)).isNull();
        assertThat(batch.histogram(1)).isEqualTo(NativeHistogram.stale());
        assertThat(batch.histogram(2)).isNull();
        assertThat(batch.startTimestamp(1)).isEqualTo(1);
        assertThat(batch.startTimestamp(2)).isZero();
    }

    @Test
    void forgetsEverythingOnClear() {
        WriteBatch batch = new WriteBatch();
        batch.attach(LabelBytes.encode(UP));
        batch.addSeries(0, batch.labelBuffer().length);
        batch.addHistogram(2, NativeHistogram.stale());
        batch.addExemplar(new Exemplar(UP, 1, 2));
        batch.clear();
        assertThat(batch.isEmpty()).isTrue();
        batch.addSeries(UP);
        batch.addSample(1, 1);
        assertThat(batch.histogram(0)).isNull();
        assertThat(batch.exemplars()).isEmpty();
        assertThat(batch.sampleCount()).isEqualTo(1);
    }

    @Test
    void asksForLabelsOnceAndOnlyIfSomebodyWantsThem() {
        WriteBatch batch = new WriteBatch();
        int[] asked = {0};
        batch.useFingerprints(
                asking -> {
                    asked[0]++;
                    asking.placeLabels(1, LabelBytes.encode(UP));
                });
        Labels down = UP.with(Labels.METRIC_NAME, "down");
        batch.addFingerprint(1, 2);
        batch.placeLabels(0, LabelBytes.encode(down));
        batch.addFingerprint(3, 4);
        batch.addSample(5, 6);
        assertThat(batch.hasFingerprints()).isTrue();
        assertThat(batch.fingerprintHigh(1)).isEqualTo(3);
        assertThat(batch.fingerprintLow(1)).isEqualTo(4);
        assertThat(asked[0]).isZero();
        assertThat(batch.labels(1)).isEqualTo(UP);
        assertThat(batch.labels(0)).isEqualTo(down);
        assertThat(asked[0]).isEqualTo(1);
        batch.clear();
        assertThat(batch.hasFingerprints()).isFalse();
        batch.addSeries(down);
        assertThat(batch.labels(0)).isEqualTo(down);
        assertThat(asked[0]).isEqualTo(1);
    }
}
