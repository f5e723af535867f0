package dev.muninn.query.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.query.histogram.HistogramEstimate.NanEffect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "1, 0, 2",
        "-1, 0, 0.5",
        "1, -2, 16",
        "1, 1, 1.414213562373095",
        "3, 2, 1.6817928305074288",
        "6, 8, 1.0163783149109529",
        "255, 8, 1.9945921121709396",
        "1024, 0, 1.7976931348623157E308",
        "1025, 0, Infinity",
        "256, -2, 1.7976931348623157E308",
        "-1074, 0, 4.9E-324",
        "128, 7, 2"
    })
    void boundsArePowersOfTwoWithTheDigitsOfPrometheus(int index, int schema, double bound) {
        assertThat(BucketBounds.upper(index, schema)).isEqualTo(bound);
    }

    @Test
    void sumsAreCompensated() {
        HistogramSum sum = new HistogramSum(Histograms.ofBuckets(0, 1e100, 1e100));
        sum.add(Histograms.ofBuckets(0, 1, 1));
        sum.add(Histograms.ofBuckets(0, -1e100, -1e100));

        assertThat(sum.result().sum()).isEqualTo(1);
        assertThat(sum.result().positiveBuckets()).containsExactly(1);
    }

    @Test
    void differentCustomBoundsMeetAtTheCommonOnes() {
        HistogramSum sum =
                new HistogramSum(Histograms.custom(new double[] {1, 2, 3}, 5, 1, 2, 3, 4));
        sum.add(Histograms.custom(new double[] {2, 5}, 7, 10, 20, 30));

        NativeHistogram result = sum.result();
        assertThat(result.customBounds()).containsExactly(2);
        assertThat(result.positiveBuckets()).containsExactly(13, 57);
        assertThat(sum.hasReconciledBounds()).isTrue();
    }

    @Test
    void customAndExponentialBucketsDoNotAdd() {
        NativeHistogram custom = Histograms.custom(new double[] {1}, 5, 1, 2);
        NativeHistogram exponential = Histograms.ofBuckets(0, 1, 1);

        assertThat(HistogramMath.isCompatible(custom, exponential)).isFalse();
        assertThatThrownBy(() -> HistogramMath.add(custom, exponential))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hintsOfSumsSayWhatIsKnownOfAll() {
        assertThat(HistogramSum.combined(ResetHint.RESET, ResetHint.RESET))
                .isEqualTo(ResetHint.RESET);
        assertThat(HistogramSum.combined(ResetHint.GAUGE, ResetHint.RESET))
                .isEqualTo(ResetHint.GAUGE);
        assertThat(HistogramSum.combined(ResetHint.NO_RESET, ResetHint.RESET))
                .isEqualTo(ResetHint.UNKNOWN);
        HistogramSum sum = new HistogramSum(hinted(ResetHint.RESET));
        sum.add(hinted(ResetHint.UNKNOWN));
        assertThat(sum.hasResetConflict()).isFalse();
        sum.add(hinted(ResetHint.NO_RESET));
        assertThat(sum.hasResetConflict()).isTrue();
    }

    private static NativeHistogram hinted(ResetHint hint) {
        return HistogramMath.withHint(Histograms.ofBuckets(0, 1, 1), hint);
    }

    @Test
    void negativeFactorsMakeGauges() {
        NativeHistogram histogram = Histograms.ofBuckets(0, 6, 1, 2);

        NativeHistogram negated = HistogramMath.multiply(histogram, -1);

        assertThat(negated.resetHint()).isEqualTo(ResetHint.GAUGE);
        assertThat(negated.positiveBuckets()).containsExactly(-1, -2);
        assertThat(negated.sum()).isEqualTo(-6);
        assertThat(HistogramMath.divide(histogram, 2).positiveBuckets()).containsExactly(0.5, 1);
    }

    @Test
    void divisionByZeroLeavesNoBuckets() {
        NativeHistogram result = HistogramMath.divide(Histograms.ofBuckets(0, 6, 1, 2), 0);

        assertThat(result.count()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(result.positiveBuckets()).isEmpty();
    }

    @Test
    void emptyBucketsDoNotMakeADifference() {
        NativeHistogram sparse = Histograms.ofBuckets(0, 5, 0, 1, 0, 0, 2, 0);

        assertThat(HistogramMath.isEqual(sparse, HistogramMath.compact(sparse))).isTrue();
        assertThat(HistogramMath.compact(sparse).positiveSpans()).containsExactly(1, 1, 2, 1);
    }

    @Test
    void lossOfAFilledBucketIsAReset() {
        NativeHistogram before = Histograms.ofBuckets(0, 5, 1, 2);
        NativeHistogram after = Histograms.ofBuckets(0, 50, 1, 0, 20);

        assertThat(HistogramMath.isReset(before, after)).isTrue();
        assertThat(HistogramMath.isReset(before, HistogramMath.withHint(after, ResetHint.NO_RESET)))
                .isFalse();
        assertThat(HistogramMath.isReset(before, HistogramMath.withHint(before, ResetHint.RESET)))
                .isTrue();
    }

    @Test
    void anExtendedResolutionIsAReset() {
        NativeHistogram coarse = Histograms.ofBuckets(0, 5, 1, 2);
        NativeHistogram fine = Histograms.ofBuckets(1, 5, 1, 1, 1, 1, 1, 1);

        assertThat(HistogramMath.isReset(coarse, fine)).isTrue();
        assertThat(HistogramMath.isReset(fine, Histograms.ofBuckets(0, 9, 1, 2, 2, 1))).isFalse();
    }

    @Test
    void quantilesOfEmptyHistogramsAreUnknown() {
        NativeHistogram empty = Histograms.ofBuckets(0, 0);

        assertThat(HistogramEstimate.quantile(empty, 0.5).value()).isNaN();
        assertThat(HistogramEstimate.fraction(empty, 0, 1).value()).isNaN();
        assertThat(HistogramEstimate.quantile(empty, 1.5).value())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(HistogramEstimate.quantile(empty, -1).value())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void quantilesInterpolateOnALogarithmicScale() {
        NativeHistogram histogram = Histograms.ofBuckets(0, 5, 1, 2, 1);

        assertThat(HistogramEstimate.quantile(histogram, 0.5).value())
                .isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(HistogramEstimate.fraction(histogram, 1, Math.sqrt(2)).value())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void customBucketsInterpolateLinearly() {
        NativeHistogram histogram = Histograms.custom(new double[] {5, 10}, 50, 2, 4, 2);

        assertThat(HistogramEstimate.quantile(histogram, 0.5).value()).isEqualTo(7.5);
        assertThat(HistogramEstimate.quantile(histogram, 0.125).value()).isEqualTo(2.5);
        assertThat(HistogramEstimate.quantile(histogram, 0.99).value()).isEqualTo(10);
    }

    @Test
    void nanObservationsAreSaidToSpoilEstimates() {
        NativeHistogram all = Histograms.ofBuckets(0, Double.NaN, 1, 2, 1);
        NativeHistogram histogram =
                new NativeHistogram(
                        ResetHint.UNKNOWN,
                        0,
                        0,
                        0,
                        8,
                        Double.NaN,
                        all.positiveSpans(),
                        all.positiveBuckets(),
                        new int[0],
                        new double[0],
                        new double[0]);

        assertThat(HistogramEstimate.quantile(histogram, 0.25).nanEffect())
                .isEqualTo(NanEffect.SKEWED);
        assertThat(HistogramEstimate.quantile(histogram, 0.9))
                .isEqualTo(new HistogramEstimate.Estimate(Double.NaN, NanEffect.IS_NAN));
        assertThat(HistogramEstimate.fraction(histogram, 0, 100))
                .isEqualTo(new HistogramEstimate.Estimate(0.5, NanEffect.LEFT_OUT));
    }

    @Test
    void textsShowZeroBucketsThatCountLessThanNothing() {
        NativeHistogram less =
                HistogramMath.subtract(
                        Histograms.observed(0, 0.5, List.of(1.5, 1.6)),
                        Histograms.observed(0, 0.5, List.of(0.1)));

        assertThat(HistogramText.describe(less))
                .isEqualTo("{count:1, sum:3, [-0.5,0.5]:-1, (1,2]:2}");
        assertThat(HistogramBuckets.of(less)).extracting(Bucket::count).containsExactly(2.0);
    }

    @Test
    void textsShowBucketsWithTheirBounds() {
        NativeHistogram histogram = Histograms.observed(0, 0.5, List.of(-3.0, 0.1, 1.5, 1.6, 4.0));

        assertThat(HistogramText.describe(histogram))
                .isEqualTo("{count:5, sum:4.2, [-4,-2):1, [-0.5,0.5]:1, (1,2]:2, (2,4]:1}");
        assertThat(HistogramText.print(histogram))
                .isEqualTo(
                        "{{count:5 sum:4.2 z_bucket:1 z_bucket_w:0.5 offset:1 buckets:[2 1]"
                                + " n_offset:2 n_buckets:[1]}}");
        assertThat(HistogramBuckets.of(histogram))
                .extracting(Bucket::boundaryRule)
                .containsExactly(1, 3, 0, 0);
    }
}
