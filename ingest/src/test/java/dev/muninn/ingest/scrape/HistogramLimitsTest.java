package dev.muninn.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import org.junit.jupiter.api.Test;

class HistogramLimitsTest {

    /** Of schema 1: buckets 1 to 4 and 9 above zero, -3 and -2 below (as indexes of bounds). */
    private static final NativeHistogram FINE =
            new NativeHistogram(
                    ResetHint.UNKNOWN,
                    1,
                    0.001,
                    1,
                    30,
                    5,
                    new int[] {1, 4, 4, 1},
                    new double[] {1, 2, 3, 4, 5},
                    new int[] {-3, 2},
                    new double[] {6, 7},
                    new double[0]);

    private static HistogramLimits limits(String yaml) {
        return HistogramLimits.read(YamlSection.parse(yaml, "test.yml"));
    }

    @Test
    void leavesWhatIsWithinTheLimits() {
        assertThat(limits("job_name: j").apply(FINE)).isSameAs(FINE);
        assertThat(limits("native_histogram_bucket_limit: 7").apply(FINE)).isSameAs(FINE);
    }

    @Test
    void joinsBucketsUntilThereAreFewEnough() {
        NativeHistogram joined = limits("native_histogram_bucket_limit: 6").apply(FINE);
        // Bucket i of schema 1 ends at 2^(i/2), so 1 and 2 are bucket 1 of schema 0, 9 is in 5.
        assertThat(joined)
                .isEqualTo(
                        new NativeHistogram(
                                ResetHint.UNKNOWN,
                                0,
                                0.001,
                                1,
                                30,
                                5,
                                new int[] {1, 2, 2, 1},
                                new double[] {3, 7, 5},
                                new int[] {-1, 1},
                                new double[] {13},
                                new double[0]));
        assertThat(limits("native_histogram_bucket_limit: 3").apply(FINE).schema()).isEqualTo(-1);
    }

    @Test
    void keepsBucketsAsWideAsTheFactorAsks() {
        assertThat(limits("native_histogram_min_bucket_factor: 1.4").apply(FINE)).isSameAs(FINE);
        assertThat(limits("native_histogram_min_bucket_factor: 2").apply(FINE).schema()).isZero();
        assertThat(limits("native_histogram_min_bucket_factor: 3").apply(FINE).schema())
                .isEqualTo(-1);
        assertThatThrownBy(() -> limits("native_histogram_min_bucket_factor: wide"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("\"wide\" is no number");
    }

    @Test
    void cannotJoinBucketsWithBoundsOfTheirOwn() {
        double[] counts = {1, 2};
        NativeHistogram custom =
                new NativeHistogram(
                        ResetHint.UNKNOWN,
                        NativeHistogram.CUSTOM_SCHEMA,
                        0,
                        0,
                        3,
                        3,
                        new int[] {0, 2},
                        counts,
                        new int[0],
                        new double[0],
                        new double[] {1, 2});
        assertThat(limits("native_histogram_min_bucket_factor: 3").apply(custom)).isSameAs(custom);
        assertThatThrownBy(() -> limits("native_histogram_bucket_limit: 1").apply(custom))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("native_histogram_bucket_limit 1 exceeded (2 ");
    }
}
