package dev.muninn.query.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muninn.model.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Histograms of known observations, against what the observations say themselves. */
class HistogramProperties {

    @Provide
    Arbitrary<List<Double>> values() {
        return Arbitraries.doubles()
                .between(-1000, 1000)
                .ofScale(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property
    void sumsCountWhatBothObserved(
            @ForAll("values") List<Double> some,
            @ForAll("values") List<Double> others,
            @ForAll @IntRange(min = -2, max = 4) int schema,
            @ForAll @IntRange(min = -2, max = 4) int otherSchema) {
        NativeHistogram sum =
                HistogramMath.add(
                        Histograms.observed(schema, 0.001, some),
                        Histograms.observed(otherSchema, 0.001, others));

        List<Double> all = new ArrayList<>(some);
        all.addAll(others);
        NativeHistogram exact = Histograms.observed(Math.min(schema, otherSchema), 0.001, all);
        assertThat(sum.sum()).isCloseTo(exact.sum(), within(1e-9));
        assertThat(countsOf(sum)).isEqualTo(countsOf(exact));
        assertThat(sum.positiveSpans()).isEqualTo(HistogramMath.compact(exact).positiveSpans());
    }

    @Property
    void differencesTakeOffWhatWasAdded(
            @ForAll("values") List<Double> some, @ForAll("values") List<Double> others) {
        NativeHistogram first = Histograms.observed(2, 0.5, some);
        NativeHistogram second = Histograms.observed(2, 0.5, others);

        NativeHistogram back = HistogramMath.subtract(HistogramMath.add(first, second), second);

        assertThat(countsOf(back)).isEqualTo(countsOf(first));
        assertThat(back.resetHint()).isEqualTo(NativeHistogram.ResetHint.GAUGE);
    }

    @Property
    void widerZeroBucketsLoseNoObservation(
            @ForAll("values") List<Double> some, @ForAll("values") List<Double> others) {
        NativeHistogram sum =
                HistogramMath.add(
                        Histograms.observed(1, 0.001, some), Histograms.observed(3, 7, others));

        double inBuckets = HistogramBuckets.of(sum).stream().mapToDouble(Bucket::count).sum();
        assertThat(inBuckets).isEqualTo(some.size() + others.size());
        assertThat(sum.zeroThreshold()).isGreaterThanOrEqualTo(7);
        assertThat(HistogramBuckets.of(sum))
                .allMatch(
                        bucket ->
                                bucket.upper() > sum.zeroThreshold()
                                        || bucket.lower() < -sum.zeroThreshold()
                                        || bucket.isAroundZero());
    }

    @Property
    void countersThatOnlyGrowAreNeverReset(
            @ForAll("values") List<Double> some,
            @ForAll("values") List<Double> more,
            @ForAll @IntRange(max = 3) int lost) {
        List<Double> all = new ArrayList<>(some);
        all.addAll(more);
        NativeHistogram before = Histograms.observed(4, 0.001, some);
        NativeHistogram after = Histograms.observed(4 - lost, 0.001, all);

        assertThat(HistogramMath.isReset(before, after)).isFalse();
        assertThat(HistogramMath.isReset(after, before)).isTrue();
    }

    @Property
    void quantilesLieInTheBucketOfTheirObservation(
            @ForAll("values") List<Double> values, @ForAll @IntRange(max = 100) int percent) {
        NativeHistogram histogram = Histograms.observed(3, 0.001, values);
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        double exact = sorted.get(Math.max(0, rank - 1));

        double estimate = HistogramEstimate.quantile(histogram, percent / 100.0).value();

        // One bucket of schema 3 is 9 % wide; a rank on the edge may fall to the next observation.
        double next = sorted.get(Math.min(sorted.size() - 1, rank));
        assertThat(estimate).isBetween(widened(exact, -1), widened(next, 1));
    }

    private static double widened(double value, int direction) {
        return value + direction * (Math.abs(value) * 0.1 + 0.002);
    }

    @Property
    void fractionsBelowAndAboveMakeOne(
            @ForAll("values") List<Double> values,
            @ForAll @IntRange(min = -900, max = 900) int at) {
        NativeHistogram histogram = Histograms.observed(3, 0.001, values);

        double below = HistogramEstimate.fraction(histogram, Double.NEGATIVE_INFINITY, at).value();
        double above = HistogramEstimate.fraction(histogram, at, Double.POSITIVE_INFINITY).value();

        assertThat(below + above).isCloseTo(1, within(1e-9));
    }

    @Property
    void trimmedPartsMakeTheWhole(
            @ForAll("values") List<Double> values,
            @ForAll @IntRange(min = -900, max = 900) int at) {
        NativeHistogram histogram = Histograms.observed(3, 0.001, values);

        NativeHistogram below = HistogramTrim.atMost(histogram, at);
        NativeHistogram above = HistogramTrim.above(histogram, at);

        assertThat(below.count() + above.count()).isCloseTo(values.size(), within(1e-9));
        assertThat(below.count() / values.size())
                .isCloseTo(
                        HistogramEstimate.fraction(histogram, Double.NEGATIVE_INFINITY, at).value(),
                        within(1e-9));
    }

    @Property
    void sumsCountEveryObservation(@ForAll("values") List<Double> values) {
        NativeHistogram one = Histograms.observed(2, 0.001, values);
        HistogramSum sum = new HistogramSum(one);
        for (int i = 1; i < 7; i++) {
            sum.add(one);
        }

        assertThat(sum.result().count()).isEqualTo(7.0 * values.size());
    }

    private static List<Double> countsOf(NativeHistogram h) {
        return HistogramBuckets.of(h).stream()
                .map(Bucket::count)
                .filter(count -> count != 0)
                .toList();
    }
}
